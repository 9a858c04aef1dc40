# Completion for bash: commands, options, sources, and the numbers of notices where
# psql finds the database by itself. All but these are asked of the program.
# shellcheck shell=bash

_armsetl_commands() {
	armsetl --help 2>/dev/null |
	    sed -n '/^Commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p'
}

_armsetl_options() { # [COMMAND]
	armsetl "$@" --help 2>/dev/null |
	    sed -n 's/^ *\(-[a-zA-Z?], \)\{0,1\}\(--[a-z-]*\).*/\2/p'
}

_armsetl_sources() {
	armsetl sources 2>/dev/null | sed -n '/^[a-z]/p'
}

# Of those that begin so; one with a blank is one word.
_armsetl_notices() { # BEGINNING
	PGCONNECT_TIMEOUT=2 psql -XqAt -v begins="$1" 2>/dev/null <<-'SQL' |
	SELECT DISTINCT transmittal FROM arms.notice
	 WHERE starts_with(transmittal, :'begins') ORDER BY 1 LIMIT 200
	SQL
	    sed 's/ /\\ /g'
}

# Answers into COMPREPLY, a line each, those that begin as the word does.
_armsetl_take() { # WORD <LINES
	local line
	while IFS= read -r line; do
		[[ $line != "$1"* ]] || COMPREPLY+=("$line")
	done
}

_armsetl() {
	local word=$2 before=$3 command='' i
	COMPREPLY=()
	for ((i = 1; i < COMP_CWORD; i++)); do
		case ${COMP_WORDS[i]} in
		-c | --config | --data-dir | --db | --log-format) ((i++)) ;;
		-*) ;;
		*)
			command=${COMP_WORDS[i]}
			break
			;;
		esac
	done
	case $word,$before in
	*,-c | *,--config | *,--metrics | *,-m | *,--atom | *,--hook | *,--out)
		compopt -o default
		return
		;;
	-*)
		# shellcheck disable=SC2086 # none, or a word
		_armsetl_take "$word" < <(_armsetl_options $command)
		return
		;;
	esac
	case $command in
	'') _armsetl_take "$word" < <(_armsetl_commands) ;;
	why) _armsetl_take "$word" < <(_armsetl_notices "${word//\\/}") ;;
	import)
		if [[ $before == import ]]; then
			_armsetl_take "$word" < <(_armsetl_sources)
		else
			compopt -o default
		fi
		;;
	run | extract | transform | load | replay | backfill | status)
		_armsetl_take "$word" < <(_armsetl_sources)
		;;
	esac
}
complete -F _armsetl armsetl
