# For tests that need a publisher: documents in the Federal Register's layout,
# and tests/tools/publisher to serve them. Sourced behind tests/lib.sh.
# shellcheck shell=sh disable=SC2154,SC2119,SC2120 # status, out, err: lib.sh

SITE=$HERE/site
BASE=       # the publisher's address, when it is started
DEPTH=10000 # of the search; behind it comes its first page again
mkdir -p "$SITE"
: >"$SITE/index"

# Tests that count requests would miscount if the day changed while they run.
[ "$(date -u +%H%M)" != 2359 ] || sleep 61

day() { # AGO, or a day as 2026-01-31
	case $1 in
	*-*-*) echo "$1" ;;
	*) date -u -d "$1 days ago" +%F ;;
	esac
}

day_as() { # FORMAT AGO
	LC_ALL=C date -u -d "$(day "$2")" "+$1"
}

# Documents ------------------------------------------------------------------

# A notice of a sale that never was, in the layout of the real ones.
notice_text() { # NUMBER DAY TRANSMITTAL COUNTRY MILLIONS
	long_day=$(LC_ALL=C date -u -d "$2" '+%A, %B %-d, %Y')
	cat <<-NOTICE
	<html>
	<head>
	<title>Federal Register, Volume 91 Issue 1 ($long_day)</title>
	</head>
	<body><pre>
	[Federal Register Volume 91, Number 1 ($long_day)]
	[Notices]
	[Pages 101-102]
	From the Federal Register Online via the Government Publishing Office [<a href="http://www.gpo.gov">www.gpo.gov</a>]
	[FR Doc No: $1]


	-----------------------------------------------------------------------

	DEPARTMENT OF DEFENSE

	Office of the Secretary

	[Transmittal No. $3]


	Arms Sales Notification

	AGENCY: Defense Security Cooperation Agency, Department of Defense 
	(DoD).

	ACTION: Arms sales notice.

	-----------------------------------------------------------------------

	SUMMARY: The text of an invented notification follows.

	    Dated: $(LC_ALL=C date -u -d "$2 - 2 days" '+%B %-d, %Y').
	Pat Example,
	Alternate Liaison Officer, Department of Defense.
	Transmittal No. $3
	Notice of Proposed Issuance of Letter of Offer Pursuant to Section 
	36(b)(1) of the Arms Export Control Act, as amended
	    (i) (U) Prospective Purchaser: Government of $4
	    (ii) (U) Total Estimated Value:

	Major Defense Equipment *...............  \$ $5 million
	Other...................................   \$10 million
	                                         -------------------------------
	  TOTAL.................................  \$$(($5 + 10)) million


	    (iii) (U) Description and Quantity or Quantities of Articles or 
	Services under Consideration for Purchase:

	Major Defense Equipment (MDE):
	    Twelve (12) M999 Example Launchers
	    Forty (40) M998 Example Rockets
	Non-Major Defense Equipment:
	    The following non-MDE items will be included: spare parts; manuals; 
	and training.

	    (iv) (U) Military Department: Army (XX-B-ABC)
	    (v) (U) Prior Related Cases, if any: None
	    (vi) (U) Sales Commission, Fee, etc., Paid, Offered, or Agreed to 
	be Paid: None known at this time
	    (vii) (U) Sensitivity of Technology Contained in the Defense 
	Article or Defense Services Proposed to be Sold: See Attached Annex
	    (viii) (U) Date Report Delivered to Congress: March 24, 2025

	    * as defined in Section 47(6) of the Arms Export Control Act.

	POLICY JUSTIFICATION

	(U) $4--M999 Example Launchers

	    (U) The Government of $4 has requested to buy twelve (12) M999 
	Example Launchers. The estimated total cost is \$$(($5 + 10)) million.
	    (U) The principal contractor will be Lockheed Martin, located in 
	Dallas, TX.
	    (U) Carrying out this sale will not need any more U.S. Government 
	or contractor representatives in $4.

	[FR Doc. $1 Filed 1-1-26; 8:45 am]
	BILLING CODE 6001-FR-P


	</pre></body>
	</html>
	NOTICE
}

# A publication of State's with one invented letter to Congress, as XML.
licences() { # NUMBER AGO TRANSMITTAL COUNTRY
	cat >"$SITE/$1.xml" <<-LICENCES
	<NOTICE>
	    <PREAMB>
	        <AGENCY TYPE="S">DEPARTMENT OF STATE</AGENCY>
	        <DEPDOC>[Public Notice: 1]</DEPDOC>
	        <SUBJECT>Notifications to the Congress of Proposed Commercial Export Licenses</SUBJECT>
	        <ACT><HD SOURCE="HED">ACTION:</HD><P>Notice.</P></ACT>
	    </PREAMB>
	    <SUPLINF>
	        <P>Section 36(f) of the Arms Export Control Act requires that notifications be published.</P>
	        <EXTRACT>
	            <HD SOURCE="HD3">July 3, 2025</HD>
	            <P>The Honorable Sam Example, Speaker of the House of Representatives.</P>
	            <P>Dear Mr. Speaker:</P>
	            <P>Pursuant to Section 36(c) of the Arms Export Control Act, please find enclosed a certification of a proposed license for the export of defense articles in the amount of \$50,000,000 or more.</P>
	            <P>The transaction contained in the attached certification involves the export of example sights to $4.</P>
	            <P>Sincerely,</P>
	            <P>Pat Example, Senior Bureau Official, Bureau of Legislative Affairs.</P>
	            <P>Enclosure: Transmittal No. $3</P>
	        </EXTRACT>
	    </SUPLINF>
	    <FRDOC>[FR Doc. $1 Filed 1-1-26; 8:45 am]</FRDOC>
	    <BILCOD>BILLING CODE 4710-25-P</BILCOD>
	</NOTICE>
	LICENCES
	list_document "$1" "$(day "$2")" \
	    "Notifications to the Congress of Proposed Commercial Export Licenses" \
	    "$1" state-department
}

# In the index alone; its file may be another's.
list_document() { # NUMBER DAY TITLE FILE [AGENCY]
	printf '%s\t%s\t%s\tNOTICE\t%s\t%s\n' "$1" "$2" \
	    "${5:-defense-department}" "$3" "$4" >>"$SITE/index"
}

notice() { # NUMBER AGO TRANSMITTAL COUNTRY MILLIONS
	notice_text "$1" "$(day "$2")" "$3" "$4" "$5" >"$SITE/$1.txt"
	list_document "$1" "$(day "$2")" "Arms Sales Notification" "$1"
}

# As many notices as asked, all of that day, and of numbers from a first.
notices() { # COUNT AGO FIRST
	i=0
	while [ $i -lt "$1" ]; do
		n=$(($3 + i))
		i=$((i + 1))
		case $((n % 3)) in
		0) country=Japan ;;
		1) country=Norway ;;
		*) country=Kuwait ;;
		esac
		notice "2026-$n" "$2" "26-$((n % 1000))" $country $n
	done
}

text_path() { # NUMBER
	sed -n "s|^$1	\(....\)-\(..\)-\(..\)	.*|/documents/full_text/text/\1/\2/\3/$1.txt|p" \
	    "$SITE/index"
}

# The publisher --------------------------------------------------------------

publisher_start() { # [HOST [PORT]]
	[ -p "$SITE/in" ] || mkfifo "$SITE/in" "$SITE/out"
	"$BUILD/tests/tools/publisher" "$SITE" "$DEPTH" "$@" <"$SITE/in" \
	    >"$SITE/out" &
	publisher=$!
	exec 9>"$SITE/in"
	read -r BASE <"$SITE/out" || {
		echo "Bail out! the publisher does not start"
		exit 1
	}
	trap publisher_stop EXIT
	use_publisher
}

# It also ends when this shell does, however that ends.
publisher_stop() {
	exec 9>&-
	wait "$publisher"
}

use_publisher() { # [LINE...]: further settings
	configure "$@"
	for source in federal-register ddtc dsca dsca-library state \
	    congressional-record dod-contracts; do
		printf '[%s]\nbase = %s\n' "$source" "$BASE"
	done >>"$HERE/conf"
}

faults() { # [LINE...]
	printf '%s\n' "$@" >"$SITE/faults"
}

forget_requests() {
	: >"$SITE/requests"
}

requests() { # [REGEX]: how many were made
	grep -Ec -- "${1:-.}" "$SITE/requests"
}

# What is there --------------------------------------------------------------

# The schema stays, and the lists of names. Row by row, from tables that have
# rows, without what else a deleted row brings about: to truncate all tables takes
# as long as a load.
empty_database() {
	sql "SET session_replication_role = replica;
	DO \$\$ DECLARE t record; BEGIN
	FOR t IN SELECT table_schema, table_name FROM information_schema.tables
	     WHERE table_schema LIKE 'arms%' AND table_type = 'BASE TABLE'
	       AND table_name NOT IN ('migration', 'reference', 'source', 'country', 'organisation_name',
	           'country_alias', 'country_group', 'country_group_name',
	           'notice_delivery', 'notice_contract', 'correction',
	           'contractor', 'contractor_alias',
	           'equipment_category', 'equipment', 'equipment_family',
	           'policy_event')
	LOOP
	    IF pg_relation_size(format('%I.%I', t.table_schema, t.table_name)) > 0 THEN
	        EXECUTE format('DELETE FROM %I.%I', t.table_schema, t.table_name);
	    END IF;
	END LOOP; END \$\$"
}

# Back to nothing, but what is published.
start_over() {
	rm -rf "$ARMSETL_DATA_DIR"
	empty_database
	faults
	forget_requests
}

# All rows of our schemas that come from documents, but what differs from run
# to run: runs, times, and places in the archive.
state() {
	psql -XqAt -v ON_ERROR_STOP=1 <<-'SQL'
	SELECT format('SELECT %L || (to_jsonb(t) - (''{run_id,valid_from,valid_to,'
	    'fetched_at,warc_file,warc_offset,row_hash}'')::text[])::text'
	    ' FROM %I.%I t ORDER BY 1', table_name || ' ', table_schema, table_name)
	  FROM information_schema.tables
	 WHERE table_schema LIKE 'arms%' AND table_type = 'BASE TABLE'
	   AND table_name NOT IN ('run', 'package', 'migration', 'reference',
	       'organisation_name', 'source', 'notice_delivery', 'notice_contract', 'correction', 'country', 'country_alias', 'country_group', 'country_group_name',
	       'contractor', 'contractor_alias',
	       'equipment_category', 'equipment', 'equipment_family',
	       'policy_event')
	 ORDER BY table_name
	\gexec
	SQL
}

counted() { # TABLE
	psql -XqAt -v ON_ERROR_STOP=1 <<-SQL
	SELECT format('SELECT count(*) FROM %s', arms_internal.qualified('$1'))
	\\gexec
	SQL
}

history_rows() {
	state | grep -c '^[a-z_]*_history '
}

# The records of an archive, as text: each file is gzip members end to end.
records() {
	cat "$ARMSETL_DATA_DIR"/archive/federal-register/*.warc.gz |
	    gzip -dc
}

index() {
	index_of federal-register
}

# Disturbances ---------------------------------------------------------------

# Runs without a fault, for what all runs must come to in the end.
undisturbed() {
	run run federal-register
	is "$status" 0 "an undisturbed run succeeds"
	wanted=$HERE/undisturbed
	state >"$wanted"
}

# From nothing, with faults: the run must end with that status and message,
# and load so many documents, each as the undisturbed run has it.
disturbed() { # NAME STATUS MESSAGE DOCUMENTS FAULT...
	name=$1
	want_status=$2
	want_message=$3
	want_documents=$4
	shift 4
	start_over
	faults "$@"
	run run federal-register
	is "$status" "$want_status" "$name: exit status $want_status"
	like "$err" "$want_message" "$name: says where and why"
	is "$(counted document) $(counted publication) $(counted notice)" \
	    "$want_documents $want_documents $want_documents" \
	    "$name: $want_documents documents are loaded"
	state | LC_ALL=C sort >"$HERE/rows"
	is "$(LC_ALL=C sort "$wanted" | LC_ALL=C comm -13 - "$HERE/rows")" "" \
	    "$name: nothing else is"
}

# The next run, without the fault.
mended() {
	faults
	run run federal-register
	is "$status" 0 "$name: the next run succeeds"
	state >"$HERE/mended"
	same_file "$HERE/mended" "$wanted" "$name: and has what was missing"
}
