#!/bin/sh
# What a publisher sent as its reason cannot steer the terminal of who asks for
# the state of the sources.
set -u
. tests/lib.sh
database
run migrate
sql "INSERT INTO arms.source (source) VALUES ('dsca');
     INSERT INTO arms.run (command, source, mode, version, status, started_at,
         finished_at, trouble, reason)
     VALUES ('run', 'dsca', 'live', 'armsetl/0', 'unreachable', now(), now(),
         'transient', E'500\\x1b[2J\\x1b]0;title\\x07\\nstate  ok\\u202egnorw')"
escape=$(printf '\033\007')
for form in "" --json; do
	run status dsca $form
	is "$(printf '%s' "$out" | tr -cd "$escape" | wc -c)" 0 \
	    "status $form shows no escape"
	is "$(printf '%s\n' "$out" | grep -c '^state  ok')" 0 \
	    "status $form shows no line that a publisher made up"
	like "$out" "500 \[2J \]0;title  state  ok gnorw" \
	    "status $form shows what is left"
done
done_testing
