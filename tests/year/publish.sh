# What a publisher does on a day: the verbs of tests/year/schedule.awk. DSCA's
# pages are first at an old address, a publisher of its own over the same
# pages; then they move. Sourced behind tests/http/publisher.sh, pages.sh and
# issues.sh.
# shellcheck shell=sh disable=SC2034,SC2154

OLD=$HERE/old  # the folder of the old address
LISTED=$HERE/listed
mkdir -p "$OLD" "$LISTED/issues"
ln -s "$SITE/pages" "$OLD/pages"
: >"$OLD/index"
: >"$OLD/faults"
: >"$SITE/faults"

old_start() {
	mkfifo "$OLD/in" "$OLD/out"
	"$BUILD/tests/tools/publisher" "$OLD" <"$OLD/in" >"$OLD/out" 9>&- &
	old_publisher=$!
	exec 8>"$OLD/in"
	read -r OLD_BASE <"$OLD/out" || {
		echo "Bail out! the publisher does not start"
		exit 1
	}
	trap 'old_stop; publisher_stop' EXIT
}

old_stop() {
	exec 8>&-
	wait "$old_publisher"
}

# Announcements ----------------------------------------------------------------

# Ten a page, the newest first, as DSCA has them; behind the last two empty ones.
article_listed() { # ID DAY COUNTRY
	printf '%s\t%s\n' "$2$1" "$(listing_entry "$@")" >>"$LISTED/articles"
	sort -r "$LISTED/articles" | cut -f 2 |
	    awk -v pages="$SITE/pages$LISTING?Page=" '
	        function turn() {
	        	if (page != "")
	        		print "</div></body></html>" > page
	        	number++
	        	page = pages number
	        	print "<html><body><div class=\"listing\">" > page
	        }
	        NR % 10 == 1 { turn() }
	        { print > page }
	        END { turn(); turn(); print "</div></body></html>" > page }'
}

post_listed() { # SLUG DAY
	printf '%s\t%s\n' "$2$1" "$(notifications_entry "$@")" >>"$LISTED/posts"
	mkdir -p "$SITE/pages$NOTIFICATIONS"
	pages=$((($(wc -l <"$LISTED/posts") + 9) / 10))
	n=1
	while [ $n -le $pages ]; do
		mkdir -p "$SITE/pages$NOTIFICATIONS/page/$n"
		{
			echo '<ul class="collection-results">'
			sort -r "$LISTED/posts" | cut -f 2 |
			    sed -n "$((n * 10 - 9)),$((n * 10))p"
			echo "</ul><a href='$BASE$NOTIFICATIONS/page/$pages/'>$pages</a>"
		} >"$SITE/pages$NOTIFICATIONS/page/$n/index"
		n=$((n + 1))
	done
	cp "$SITE/pages$NOTIFICATIONS/page/1/index" "$SITE/pages$NOTIFICATIONS/"
}

# The Federal Register ---------------------------------------------------------

# All items again, one of them another.
correct() { # CORRECTED NUMBER DAY TRANSMITTAL COUNTRY MILLIONS
	notice_text "$2" "$3" "$4" "$5" "$6" |
	    sed -e 's/^Arms Sales Notification$/&; Correction/' \
	        -e 's/^ACTION: Arms sales notice\.$/ACTION: Arms sales notice; correction./' \
	        -e "s/^SUMMARY: .*/SUMMARY: What was printed in FR Doc. $1 is corrected./" \
	        >"$SITE/$2.txt"
	list_document "$2" "$3" "Arms Sales Notification; Correction" "$2"
}

licence() { # NUMBER DAY TRANSMITTAL COUNTRY
	licences "$1" "$2" "DDTC ${3#DDTC-}" "$4"
}

# Known, and not yet there.
announced_text() { # NUMBER DAY
	list_document "$1" "$2" "Arms Sales Notification" "$1"
}

text_comes() { # NUMBER DAY TRANSMITTAL COUNTRY MILLIONS
	notice_text "$@" >"$SITE/$1.txt"
}

# The Congressional Record -----------------------------------------------------

issue() { # NAME [TRANSMITTAL:COUNTRY:MILLIONS]...
	name=$1
	on=${1#CREC-}
	n=1
	shift
	for sale; do
		n=$((n + 1))
		rest=${sale#*:}
		granule "$name" "$name-pt1-PgS$n" "$on" "${sale%%:*}" \
		    "${rest%%:*}" "${rest#*:}"
		shift
		set -- "$@" "$name-pt1-PgS$n" "ARMS SALES NOTIFICATION"
	done
	metadata "$name" "$name-pt1-PgS1" PRAYER "$@"
	echo "/app/details/$name@${today}T03:04:05.678Z" \
	    >>"$LISTED/issues/${on%%-*}"
	sitemaps
}

sitemaps() {
	# shellcheck disable=SC2046 # a list
	sitemap CREC_sitemap_index.xml $(cd "$LISTED/issues" &&
	    printf '/sitemap/CREC_%s_sitemap.xml ' *)
	for year in "$LISTED"/issues/*; do
		# shellcheck disable=SC2046
		sitemap "CREC_${year##*/}_sitemap.xml" $(cat "$year")
	done
}

# What goes wrong --------------------------------------------------------------

place() {
	case $1 in
	old) echo "$OLD/faults" ;;
	main) echo "$SITE/faults" ;;
	esac
}

begin() { # WHERE FAULT...
	file=$(place "$1")
	shift
	echo "$*" >>"$file"
}

end() { # WHERE FAULT...
	file=$(place "$1")
	shift
	grep -Fvx -- "$*" "$file" >"$file.new"
	mv "$file.new" "$file"
}

# The old address says where the pages are now; the operator has to follow.
move() {
	begin old "/Press-Media redirect $BASE$LISTING?Page=1"
}

follow() {
	settings "$BASE"
}
