# Issues of the Congressional Record as govinfo offers them: sitemaps, metadata,
# granules. Sourced behind tests/http/publisher.sh.
# shellcheck shell=sh disable=SC2154 # SITE: publisher.sh

WWW=$SITE/pages

sitemap() { # PATH ADDRESS[@LASTMOD]...
	path=$1
	shift
	mkdir -p "$WWW/sitemap"
	{
		echo '<?xml version="1.0" encoding="UTF-8"?>'
		echo '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
		for address; do
			case $address in
			*@*) modified=${address#*@} ;;
			*) modified=2026-01-02T03:04:05.678Z ;;
			esac
			echo "<url><loc>https://www.govinfo.gov${address%@*}</loc>"
			echo "<lastmod>$modified</lastmod></url>"
		done
		echo '</urlset>'
	} >"$WWW/sitemap/$path"
}

# Metadata has no XML declaration, and a granule's other formats within it.
metadata() { # ISSUE [GRANULE TITLE]...
	of=$1
	shift
	mkdir -p "$WWW/metadata/pkg/$of"
	{
		echo '<mods xmlns="http://www.loc.gov/mods/v3" xmlns:xlink="http://www.w3.org/1999/xlink" version="3.3">'
		echo '<titleInfo><title>Congressional Record: arms sales notifications and all else</title></titleInfo>'
		echo "<extension><accessId>$of</accessId></extension>"
		while [ $# -gt 0 ]; do
			cat <<-MODS
			<relatedItem type="constituent" ID="id-$1">
			<titleInfo><title>$2</title><partName>(Senate)</partName></titleInfo>
			<relatedItem type="otherFormat" xlink:href="https://www.govinfo.gov/content/pkg/$of/html/$1.htm"/>
			<relatedItem type="isReferencedBy"><titleInfo><title>Arms sales notification of another day</title></titleInfo></relatedItem>
			<extension><searchTitle>$2; Congressional Record Vol. 172</searchTitle>
			<granuleClass>SENATE</granuleClass><accessId>$1</accessId></extension>
			</relatedItem>
			MODS
			shift 2
		done
		echo '</mods>'
	} >"$WWW/metadata/pkg/$of/mods.xml"
}

granule() { # ISSUE GRANULE DAY TRANSMITTAL COUNTRY MILLIONS
	long_day=$(day_as '%A, %B %-d, %Y' "$3")
	mkdir -p "$WWW/content/pkg/$1/html"
	cat >"$WWW/content/pkg/$1/html/$2.htm" <<-GRANULE
	<html>
	<head>
	<title>Congressional Record, Volume 172 Issue 9 ($long_day)</title>
	</head>
	<body><pre>
	[Congressional Record Volume 172, Number 9 ($long_day)]
	[Senate]
	[Page S9]
	From the Congressional Record Online through the Government Publishing Office [<a href="https://www.gpo.gov">www.gpo.gov</a>]



	                        ARMS SALES NOTIFICATION

	  Mr. SAMPLE. Mr. President, I ask that what came be printed.

	     Hon. Robin Sample,
	     Chairman, Committee on Foreign Relations.
	       Dear Mr. Chairman: Pursuant to the reporting requirements 
	     of Section 36(b)(1) of the Arms Export Control Act, as 
	     amended, we are forwarding herewith Transmittal No. $4, 
	     concerning the Army's proposed Letter(s) of Offer and 
	     Acceptance to the Government of $5 for defense 
	     articles and services estimated to cost \$$6 million.

	                         Transmittal No. $4

	       Notice of Proposed Issuance of Letter of Offer Pursuant to 
	      Section 36(b)(1) of the Arms Export Control Act, as amended

	       (i) Prospective Purchaser: Government of $5.
	       (ii) Total Estimated Value:
	       Major Defense Equipment* \$0 million.
	       Other \$$6 million.
	       Total \$$6 million.
	       (iii) Description and Quantity or Quantities of Articles or 
	     Services under Consideration for Purchase: Example lessons.
	       (iv) Military Department: Army (XX-B-ABC).
	       (viii) Date Report Delivered to Congress: March 24, 2025.

	                          ____________________


	</pre></body>
	</html>
	GRANULE
}
