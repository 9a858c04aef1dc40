#!/bin/sh
# make install and uninstall: what is put where, and that it works from there.
set -u
. tests/lib.sh

built=${BUILD#"$PWD"/}
# With -o what is under test is installed, not built again.
installed() { # TARGET VARIABLE...
	make -s -o "$built/armsetl" BUILD="$built" PROGRAM="$built/armsetl" \
	    "$@" >"$HERE/make" 2>&1
	ok $? "make $1 succeeds"
	is "$(cat "$HERE/make")" "" "make $1 prints nothing"
}

files() { # FOLDER
	(cd "$1" && find . -type f -printf '%m %P\n' | LC_ALL=C sort -k 2)
}

root=$HERE/root
umask 022
installed install DESTDIR="$root" PREFIX=/usr SYSCONFDIR=/etc
is "$(files "$root" | grep -v -e reference/ -e '\.md$')" "644 etc/armsetl/armsetl.conf
755 usr/bin/armsetl
644 usr/lib/systemd/system/armsetl-news.service
644 usr/lib/systemd/system/armsetl.service
644 usr/lib/systemd/system/armsetl.timer
644 usr/share/bash-completion/completions/armsetl
644 usr/share/doc/armsetl/docs/pictures/company.svg
644 usr/share/doc/armsetl/docs/pictures/map.svg
644 usr/share/doc/armsetl/entities.svg
644 usr/share/doc/armsetl/examples/crontab
644 usr/share/man/man1/armsetl.1
644 usr/share/man/man5/armsetl.conf.5" "install puts every file in its place"
is "$(ls "$root/usr/share/armsetl/reference")" \
    "$(cd config/reference && ls ./*.csv | sed 's|.*/||')" "install puts the lists in their place"
is "$(stat -c %a "$root/etc/armsetl/credentials")" 700 \
    "install makes a folder for credentials that only root reads"

ARMSETL=$root/usr/bin/armsetl
"$ARMSETL" --help >"$HERE/out"
is $? 0 "the installed program runs"
like "$(cat "$HERE/out")" "^Usage: armsetl " \
    "the installed program tells its usage"
"$ARMSETL" --config "$root/etc/armsetl/armsetl.conf" sources >"$HERE/out"
is $? 0 "the installed program reads the installed settings"
is "$(grep -c '^[^ ]' "$HERE/out")" \
    "$(grep -c '^	{ "[a-z0-9-]*",' config/sources.c)" "the installed program lists all sources"
"$ARMSETL" --config "$root/etc/armsetl/armsetl.conf" \
    --db "host=$HERE/nowhere" check >"$HERE/out" 2>"$HERE/err"
like "$(cat "$HERE/out")" "^data +$ARMSETL_DATA_DIR$" \
    "ARMSETL_DATA_DIR overrides the settings"
(unset ARMSETL_DATA_DIR
"$ARMSETL" --config "$root/etc/armsetl/armsetl.conf" \
    --db "host=$HERE/nowhere" check >"$HERE/out" 2>"$HERE/err")
like "$(cat "$HERE/out")" "^data +/var/lib/armsetl$" \
    "the installed settings name the data directory"

# Again over what an operator changed

echo "# changed" >>"$root/etc/armsetl/armsetl.conf"
installed install DESTDIR="$root" PREFIX=/usr SYSCONFDIR=/etc
is "$(tail -n 1 "$root/etc/armsetl/armsetl.conf")" "# changed" \
    "a second install leaves changed settings alone"
installed uninstall DESTDIR="$root" PREFIX=/usr SYSCONFDIR=/etc
is "$(files "$root")" "644 etc/armsetl/armsetl.conf" \
    "uninstall leaves the settings alone"

# Elsewhere

installed install DESTDIR="$root" PREFIX=/opt/x SYSCONFDIR=/opt/x/etc
is "$(grep -l /opt/x "$root"/opt/x/lib/systemd/system/*)" \
    "$root/opt/x/lib/systemd/system/armsetl-news.service
$root/opt/x/lib/systemd/system/armsetl.service" "each service calls the program at its PREFIX"
is "$(grep -Erho '[ =:]/(usr|etc)/[^ ]*' "$root/opt/x/lib" "$root/opt/x/etc" \
    "$root/opt/x/share/doc/armsetl/examples")" " /etc/cron.d/armsetl." \
    "no installed file names a path outside PREFIX"

done_testing
