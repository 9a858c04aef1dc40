#!/bin/sh
# The commands of docs/TUTORIAL.md, in their order and as they stand, in a copy of
# what they need. Of `make run` only the last step: the program is built.
set -u
. tests/lib.sh

tree=$HERE/tree
mkdir -p "$tree/tests" "$HERE/bin"
cp -r config "$tree"
cp -r tests/golden "$tree/tests"
printf '#!/bin/sh\n[ "$*" = run ] && exec config/run-sample\n' >"$HERE/bin/make"
chmod +x "$HERE/bin/make"
# Its reference lists are those of the tree, as for whoever built it there.
printf '#!/bin/sh\nexec "%s" --config "%s/conf" "$@"\n' "$ARMSETL" "$tree" \
    >"$HERE/program"
printf '[armsetl]\nreference = %s/config/reference\n' "$tree" >"$tree/conf"
chmod +x "$HERE/program"
ln -s "$HERE/program" "$tree/armsetl"

awk '$0 == "```sh" { on = 1; next } $0 == "```" { on = 0 } on' \
    docs/TUTORIAL.md >"$HERE/commands"
ok "$([ "$(wc -l <"$HERE/commands")" -gt 20 ]; echo $?)" "there are commands"
(
	unset PGHOST PGHOSTADDR PGPORT PGSERVICE PGDATABASE PGUSER \
	    ARMSETL_DATA_DIR ARMSETL
	cd "$tree" && PATH=$HERE/bin:$PATH sh -eu "$HERE/commands"
) >"$HERE/out" 2>&1
ok $? "the tutorial's commands succeed, one after the other"
(cd "$tree" && config/local-postgres stop) >/dev/null 2>&1

out=$(cat "$HERE/out")
like "$out" 'federal_register +\| 72000000.00 +\| dsca +\| 70000000.00' \
    "it shows how two surfaces differ"
like "$out" '26-183 \| Romania . Ground Radars \| 401000000.00' \
    "a file of one's own is loaded"
like "$out" 'dsca: nothing changed' "a second time there is nothing to do"
is "$(printf '%s\n' "$out" | tail -n 1)" 0 "and it is taken back"
[ "$FAILED" = 0 ] || sed 's/^/# /' "$HERE/out"

done_testing
