# For tests in which calls of the program fail, one in a run: sourced behind
# tests/lib.sh. Which kinds of calls there are, failing.c says.
# shellcheck shell=sh disable=SC2154,SC2034 # status, out, err: lib.sh

POINTS=${POINTS:-20}
kinds=${KINDS:-memory read write sync rename open fork database http full}
counts=$HERE/counts

# Runs with a call that fails, or none.
fail_at() { # KIND:CALL COMMAND...
	failing=$1
	shift
	head -c 128 /dev/zero >"$counts"
	status=0
	FAILING=$failing FAILING_COUNTS=$counts \
	    LD_PRELOAD=$BUILD/tests/torture/failing.so \
	    "$ARMSETL" --config "$HERE/conf" "$@" >"$HERE/out" 2>"$HERE/err" ||
	    status=$?
	out=$(cat "$HERE/out")
	err=$(cat "$HERE/err")
}

# How often a kind was called, by its place among the kinds of failing.c; the last
# is how many calls failed.
called() { # KIND
	place=0
	for k in memory read write sync rename open fork database http full \
	    failed; do
		[ "$k" != "$1" ] || break
		place=$((place + 1))
	done
	od -A n -t d8 -j $((place * 8)) -N 8 "$counts" | tr -d ' '
}

# Which calls of so many are to fail: of those to the database, each of which is
# another statement, five times as many as of others.
points() { # KIND CALLS
	most=$POINTS
	case $1:$most in
	*:all) ;;
	database:*) most=$((POINTS * 5)) ;;
	esac
	if [ "$most" = all ] || [ "$2" -le "$most" ]; then
		seq "$2"
	else
		awk -v calls="$2" -v points="$most" 'BEGIN {
			for (i = 0; i < points; i++)
				print 1 + int(i * calls / points)
		}'
	fi
}

# What a message about a call that failed says, a pattern.
cause_of() { # KIND
	case $1 in
	memory) echo 'memory|worker|core|is read no more|cannot be read|cannot start SHA-256' ;;
	read) echo 'Input/output error|disk I/O error|cannot be read|malformed|is not whole|graphviz' ;;
	write) echo 'No space left|Input/output error|disk I/O|disk is full|tmpfile|not whole' ;;
	sync) echo 'Input/output error|disk I/O' ;;
	full) echo 'No space left|disk I/O|disk is full' ;;
	*) echo . ;;
	esac
}

# Of a program that ended in any way: it did not crash, and told why it failed.
find_wrongs_of_end() { # KIND
	case $status in
	0 | 65 | 69 | 70 | 73 | 75 | 78) ;;
	*) echo "ended with $status" ;;
	esac
	[ "$status" = 0 ] || [ -n "$err" ] || echo "said nothing"
	[ "$status" = 0 ] || [ -z "$err" ] ||
	    printf '%s\n' "$err" | grep -Eiq "$(cause_of "$1")" ||
	    echo "did not say what failed"
}

# What the index has, but when and where in which file.
captures() {
	for index in "$ARMSETL_DATA_DIR"/archive/*/index.sqlite; do
		[ ! -e "$index" ] || sqlite3 -readonly "$index" "SELECT url, status,
		    imported, mime, sha256, published, takes_back, gives_back, reason
		    FROM capture"
	done | LC_ALL=C sort
}

# Lets calls of a command fail, one in a run and each from the same start. After
# each, a function finds what is wrong, and says it; it gets the kind.
torture() { # NAME START FIND-WRONGS STATUS COMMAND...
	torture_name=$1
	torture_start=$2
	torture_find=$3
	torture_status=$4
	shift 4
	"$torture_start"
	fail_at nothing:0 "$@"
	is "$status" "$torture_status" "$torture_name: it runs"
	like "$(called memory)" "^[1-9]" "$torture_name: its calls are counted"
	cp "$counts" "$HERE/all"
	for kind in $kinds; do
		cp "$HERE/all" "$counts"
		calls=$(called "$kind")
		[ "$calls" = 0 ] || torture_kind "$@"
	done
}

torture_kind() { # COMMAND...
	failed=0
	tried=0
	worst=
	for call in $(points "$kind" "$calls"); do
		"$torture_start"
		fail_at "$kind:$call" "$@"
		tried=$((tried + 1))
		[ "$(called failed)" = 0 ] || failed=$((failed + 1))
		said="status $status: $err"
		"$torture_find" "$kind" "$@" >"$HERE/wrong"
		[ ! -s "$HERE/wrong" ] || worst="$worst
$kind:$call $(cat "$HERE/wrong")
$said"
	done
	# The last calls of a run may be a few more or less.
	ok "$([ "$failed" -gt 0 ] && [ $((failed * 10)) -ge $((tried * 9)) ]; echo $?)" \
	    "$torture_name: $kind: of $tried calls that were to fail, $failed did"
	is "$worst" "" \
	    "$torture_name: $kind: $failed calls of $calls failed, and all was survived"
}
