# A bare Debian 12 in a folder, for proofs of what works on one. Sourced. Needs
# root and debootstrap. Packages come from MIRROR, or from where this system
# has its own.
# shellcheck shell=sh

# Runs a line of shell in there.
inside() {
	chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root \
	    TERM=dumb LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive sh -c "$1"
}

step() {
	echo
	echo "== $* =="
}

at_end() { # what a proof must end before its system goes
	:
}

bare_leave() {
	at_end
	for mount in proc dev; do
		umount "$root/$mount" 2>/dev/null || true
	done
	if [ "${keep:-}" = no ]; then
		rm -rf --one-file-system "$root"
	fi
}

# Makes the system, unless it is there, in $root: a folder that is kept, or
# with "" one that goes when the script ends.
bare_system() { # FOLDER PACKAGE,...
	[ "$(id -u)" = 0 ] || {
		echo "$0: must be root, for debootstrap and chroot" >&2
		exit 77
	}
	command -v debootstrap >/dev/null || {
		echo "$0: debootstrap is not installed" >&2
		exit 69
	}
	root=$1
	if [ -z "$root" ]; then
		root=$(mktemp -d /var/tmp/armsetl-bare.XXXXXX)
		keep=no
	fi
	mkdir -p "$root"
	chmod 755 "$root" # it becomes /
	trap bare_leave EXIT
	trap 'exit 1' INT TERM

	step "A bare Debian 12"
	mirror=${MIRROR:-$(apt-get indextargets --format '$(REPO_URI)' \
	    'Codename: bookworm' 'Component: main' | head -n 1)}
	[ -e "$root/etc/debian_version" ] ||
	    debootstrap --variant=minbase --include="$2" bookworm "$root" \
		"$mirror" >"$root.log" 2>&1 || {
		tail "$root.log" >&2
		exit 69
	}
	rm -f "$root.log"
	cp /etc/resolv.conf "$root/etc/resolv.conf"
	mount -t proc proc "$root/proc"
	mount --bind /dev "$root/dev"
}
