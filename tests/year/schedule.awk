# A year of publishing, and what goes wrong in it, from a seed: one event a
# line, `DAY what...`, days as 2025-07-01, blanks between, of a day in their
# order. The verbs are functions of tests/year/publish.sh, but for
#
#   DAY expect STATUS   how that day's run must end
#   DAY year N D V      the requests that somebody who knew the future would
#                       need up to the end (see tests/year/year.t), and of how
#                       many documents how many versions are published
#
#   awk -v seed=N -v first=2025-07-01 -v days=365 -f tests/year/schedule.awk

# The same numbers from every awk: Park and Miller's generator.
function draw(n) { # 0 to n - 1
	state = (state * 16807) % 2147483647
	return int(state / 2147483647 * n)
}

function chance(percent) {
	return draw(100) < percent
}

# Days are counted from 1970-01-01.
function day_number(iso,    y, m, d) {
	y = substr(iso, 1, 4) + 0
	m = substr(iso, 6, 2) + 0
	d = substr(iso, 9, 2) + 0
	if (m <= 2) {
		y--
		m += 12
	}
	return 365 * y + int(y / 4) - int(y / 100) + int(y / 400) + \
	    int((153 * (m - 3) + 2) / 5) + d - 719469
}

function iso(n,    era, doe, yoe, doy, mp, d, m) {
	n += 719468
	era = int(n / 146097)
	doe = n - era * 146097
	yoe = int((doe - int(doe / 1460) + int(doe / 36524) - \
	    int(doe / 146096)) / 365)
	doy = doe - (365 * yoe + int(yoe / 4) - int(yoe / 100))
	mp = int((5 * doy + 2) / 153)
	d = doy - int((153 * mp + 2) / 5) + 1
	m = mp < 10 ? mp + 3 : mp - 9
	return sprintf("%04d-%02d-%02d", yoe + era * 400 + (m <= 2), m, d)
}

function working_day(n) { # that day, or the next Monday
	while ((n + 3) % 7 > 4) # 0 is Monday
		n++
	return n
}

# Events of a day after the last are not published.
function event(n, what) {
	if (n >= start && n <= end)
		printf "%s %06d %s\n", iso(n), ++line, what
	return n >= start && n <= end
}

function need(n) {
	minimum += n
}

function need_document() {
	documents++
	versions++
	need(1)
}

function need_version() {
	versions++
	need(1)
}

# Whether a document may be late or change: what comes at its lag window's
# border is found later than the year lasts.
function settles(n) {
	return n + 16 <= end
}

# A day's trouble; of several the one that counts more than others, as in
# base/outcome.h.
function expect(n, status) {
	if (rank[status] > rank[expected[n]])
		expected[n] = status
}

function fault(from, to, status, what,    n) {
	event(from, "begin " what)
	event(to + 1, "end " what)
	for (n = from; n <= to; n++)
		expect(n, status)
}

# Announcements -----------------------------------------------------------------

# On a page of its own, which may be listed late, and may be edited.
function announce(n, number, country, millions, id,    verb, page, late,
    edited) {
	verb = n < handover ? "article" : "post"
	late = settles(n) && chance(12) ? 1 + draw(12) : 0
	edited = settles(n) && chance(20) ? late + 1 + draw(12 - late) : 0
	if (edited > 12)
		edited = 0
	if (verb == "post")
		id = "sale-" id " " id
	page = verb " " id " " iso(n) " " number " " country " "
	event(n + late, page (edited > 0 ? millions + 7 : millions))
	sub(/ .*/, "", id)
	event(n + late, verb "_listed " id " " iso(n) " " country)
	need_document()
	if (edited == 0)
		return
	event(n + edited, page millions)
	need_version()
}

# In the Federal Register, weeks or months later.
function print_notice(n, number, country, millions,    name, late) {
	if (n > end)
		return
	name = sprintf("2025-%05d", 10000 + ++printed)
	late = settles(n) && chance(12) ? 1 + draw(13) : 0
	event(n + late, "notice " name " " iso(n) " " number " " country " " \
	    millions - 10)
	need_document()
	if (!chance(10))
		return
	n = working_day(n + 7 + draw(40))
	if (event(n, "correct " name " " sprintf("2025-%05d", 10000 + \
	    ++printed) " " iso(n) " " number " " country " " millions + 15))
		need_document()
}

# Listed, and its text comes days later. It is asked for on the first days and
# then less and less often: see missing.h.
function print_belated(n, late, name, number,    i, asked) {
	event(n, "announced_text " name " " iso(n))
	event(n + late, "text_comes " name " " iso(n) " " number " Peru 50")
	need_document()
	split("0 1 2 4 8", asked, " ")
	for (i = 1; asked[i] < late; i++)
		expect(n + asked[i], 65)
}

# In the Congressional Record, a few days later; the issue comes a day late.
function record(n, number, country, millions,    day) {
	day = working_day(n)
	if (day + 3 > end)
		return
	issue[day] = issue[day] " " number ":" country ":" millions
}

function publish_issues(n,    late, i) {
	for (n = start; n <= end; n++) {
		if (!(n in issue) && (working_day(n) != n || !chance(30)))
			continue
		late = 1 + draw(2)
		if (!event(n + late, "issue CREC-" iso(n) issue[n]))
			continue
		need(1)
		for (i = split(issue[n], unused, " "); i > 0; i--)
			need_document()
	}
}

function sales(    n, i, country, millions, number) {
	n = start
	for (i = 1; n < end; i++) {
		n = working_day(n + draw(8))
		if (n > end)
			break
		country = countries[1 + draw(country_count)]
		millions = 40 + 10 * draw(90)
		number = sprintf("%s-%d", substr(iso(n), 3, 2), 10 + i)
		announce(n, number, country, millions, 4400000 + i)
		if (chance(40))
			record(n + 3 + draw(7), number, country, millions)
		if (chance(85))
			print_notice(working_day(n + 8 + draw(110)), number,
			    country, millions)
	}
}

function letters(    n, i) {
	for (i = 1; i <= 12; i++) {
		n = working_day(start + (i - 1) * 30 + draw(25))
		if (event(n, "licence " sprintf("2025-%05d", 20000 + i) " " \
		    iso(n) " " sprintf("DDTC-25-%03d", i) " " \
		    countries[1 + draw(country_count)]))
			need_document()
	}
}

# What goes wrong ---------------------------------------------------------------

function outage(from, length_, part, how) {
	fault(from, from + length_ - 1, 69, "main " part " " how)
}

function troubles(    n, i) {
	outage(start + 20 + draw(20), 3, "/documents.json", "status 503")
	outage(start + 215 + draw(20), 5, "/documents.json", "reset")
	outage(start + 50 + draw(15), 4, "/sitemap/", "status 500")
	outage(start + 345 + draw(5), 2, "/sitemap/", "reset")
	n = start + 80 + draw(20)
	fault(n, n + 2, 69, "old /Press-Media status 502")

	print_belated(start + 55 + draw(20), 1 + draw(2), "2025-30001", "25-901")
	print_belated(start + 150 + draw(20), 5 + draw(3), "2025-30002",
	    "25-902")
	n = start + 180 + draw(10)
	event(n, "notice 2025-30003 " iso(n) " 25-903 Peru 60")
	need_document()
	fault(n, n + 1, 69, "main /2025-30003.txt status 500")

	# The site moves; the operator sees it on the third day.
	n = start + 120 + draw(60)
	event(n, "move")
	event(n + 3, "follow")
	for (i = n; i < n + 3; i++)
		expect(i, 69)

	# They take us for somebody else, for two weeks.
	n = start + 270 + draw(30)
	event(n + 6, "blocked")
	fault(n, n + 13, 77, "main /arms-sales status 403")
	n = start + 325 + draw(10)
	fault(n, n + 1, 77, "main /documents.json html")
}

BEGIN {
	country_count = split("Japan Norway Kuwait Poland Sweden Oman Chile " \
	    "Greece Finland Jordan Qatar Romania", countries, " ")
	rank[""] = 0
	rank[69] = 1
	rank[77] = 2
	rank[65] = 3
	state = seed * 2 + 1
	for (i = 0; i < 10; i++)
		draw(2)
	start = day_number(first)
	end = start + days - 1
	handover = day_number("2026-02-26")
	sales()
	letters()
	publish_issues()
	troubles()
	for (n = start; n <= end; n++)
		event(n, "expect " (expected[n] == "" ? 0 : expected[n]))
	need(5 * days)
	event(start, "year " minimum " " documents " " versions)
}
