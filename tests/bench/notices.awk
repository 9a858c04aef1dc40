# Writes a WARC file of so many notices of the Federal Register, from a number on:
# those of the golden folder again and again, each under numbers of its own.
#
#   LC_ALL=C mawk -v from=0 -v notices=N -f tests/bench/notices.awk \
#       tests/golden/federal-register/era-*.txt

FNR == 1 { documents++ }
{ text[documents] = text[documents] $0 "\n" }
match($0, /FR Doc No: [0-9]+-[0-9]+/) {
	number[documents] = substr($0, RSTART + 11, RLENGTH - 11)
}
match($0, /\[Transmittal Nos?\. *[0-9A-Z]+-[0-9A-Z]+\]/) {
	transmittal[documents] = substr($0, RSTART, RLENGTH - 1)
	sub(/.*\. */, "", transmittal[documents])
}

function numbered(text, old, new) {
	gsub(old, new, text)
	return text
}

# A serial has three digits at most: the years of the transmittals run on.
function notice(i,   d, year, page, body, head) {
	d = whole[i % wholes + 1]
	year = substr(number[d], 1, 4)
	body = numbered(text[d], number[d], year "-" (100000 + i))
	body = numbered(body, transmittal[d],
	    sprintf("%02d-%d", i / 900 % 100, 100 + i % 900))
	head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" \
	    "Content-Length: " length(body) "\r\n\r\n"
	printf "WARC/1.1\r\nWARC-Type: response\r\n" \
	    "WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-%012d>\r\n" \
	    "WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: " \
	    "https://www.federalregister.gov/documents/full_text/text/" \
	    "%s/01/02/%s-%d.txt\r\n" \
	    "Content-Type: application/http;msgtype=response\r\n" \
	    "Content-Length: %d\r\n\r\n", i, year, year, 100000 + i,
	    length(head) + length(body)
	printf "%s%s\r\n\r\n", head, body
}

END {
	for (d = 1; d <= documents; d++)
		if (number[d] != "" && transmittal[d] != "")
			whole[++wholes] = d
	for (i = from; i < from + notices; i++)
		notice(i)
}
