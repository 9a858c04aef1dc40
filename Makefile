# make            build ./armsetl
# make run        everything at once: install, build, database, sample, answer
# make check      all tests, under AddressSanitizer and UBSan
# make lint       warnings of gcc and clang as errors, names, clang-tidy, ...
# make layers     no station includes one above or beside it
# make house      how long files and functions are, what is named twice
# make format     rewrite the C in house style
# make entities   draw the schema anew, docs/entities.svg
# make pictures   draw the README's pictures anew, from the report of make run
# make interop    other people's programs read what we write; needs npm
# make bench      a large table beside \copy and pgloader; many notices, and one
# make torture    calls that can fail do, one in a run: POINTS=20 of each kind, or all
# make growth     whether reading costs what there is to read; an hour
# make repeats    SECONDS=600 SEED=1: parts of documents, repeated; is it slow?
# make damage     SECONDS=600 SEED=1: small damages that change a value in silence
# make coverage   TESTS="tests/cli/*.t": lines and branches that tests reach
# make coverage-all  what all tests reach, and make torture with its POINTS
# make mutants    N=20 SEED=1: small mistakes that no test notices
# make fuzz       SECONDS=600 TARGETS="csv warc": made-up bytes for every reader
# make reproducible  whether a build elsewhere is the same, byte for byte
# make fresh      run and check in a bare Debian 12; needs root and debootstrap
# make install    PREFIX=/usr/local SYSCONFDIR=/etc UNITDIR= DESTDIR=
# make uninstall  what install put there; settings and data stay
# make deb        a Debian package of what is committed, in build/deb
# make deb-proof  installs it in a bare Debian 12, runs it, purges it; as root
# make clean      what was built; the data in var/ stays

VERSION    = 0.2.0
PREFIX     = /usr/local
SYSCONFDIR = /etc
DATADIR    = $(PREFIX)/share
MANDIR     = $(DATADIR)/man
DOCDIR     = $(DATADIR)/doc/armsetl
COMPLETIONS = $(DATADIR)/bash-completion/completions
UNITDIR    = $(PREFIX)/lib/systemd/system
DESTDIR    =

CC       = cc
PKGS     = libcurl libxml-2.0 jansson libpq sqlite3 libcrypto zlib libpcre2-8 inih \
           libxxhash libzip libisal libseccomp libgvc xlsxwriter
LOADED   = poppler-glib # when it is needed: see format/pdf_library.h
LIBS     = -lcsv -lunistring -lm
WARN     = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wcast-qual \
           -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
           -Wwrite-strings -Wvla -Wundef -Wformat=2 -Werror
CFLAGS   = -O2 -g -fPIE -fstack-protector-strong -fstack-clash-protection \
           -D_FORTIFY_SOURCE=2
LDFLAGS  = -pie -Wl,-z,relro,-z,now -Wl,--as-needed
CPPFLAGS = -I. -I$(BUILD) -D_GNU_SOURCE -DVERSION='"$(VERSION)"' \
           -DSYSCONFDIR='"$(SYSCONFDIR)"' -DDATADIR='"$(DATADIR)"'
BUILD    = build/release
PROGRAM  = armsetl

# The quicker linker, and no more than the lines of a report.
ASAN     = BUILD=build/asan PROGRAM=build/asan/armsetl LDFLAGS=-fuse-ld=gold \
           CFLAGS="-O1 -g1 -fsanitize=address,undefined \
           -fno-sanitize-recover=all -fno-omit-frame-pointer"

STATIONS = base archive format package extract transform load publish config cli
SRC    := $(wildcard *.c $(STATIONS:%=%/*.c) $(STATIONS:%=%/*/*.c) \
          $(STATIONS:%=%/*/*/*.c))
OBJ    := $(SRC:%.c=$(BUILD)/%.o) $(BUILD)/load/sql.o
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) $(LOADED) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null) $(LIBS)

# Tests: every tests/unit/*.c is a program over everything but main() and over
# tests/support/*.c. Every tests/tools/*.c is one over everything but main();
# tests/publisher/*.c together are one more.
UNIT_SRC  := $(wildcard tests/unit/*.c)
UNIT      := $(UNIT_SRC:%.c=$(BUILD)/%.t)
SUPPORT_SRC := $(wildcard tests/support/*.c)
SUPPORT   := $(SUPPORT_SRC:%.c=$(BUILD)/%.o)
TOOL_SRC  := $(wildcard tests/tools/*.c)
PUBLISHER_SRC := $(wildcard tests/publisher/*.c)
PUBLISHER     := $(BUILD)/tests/tools/publisher
FAILING       := $(BUILD)/tests/torture/failing.so
TOOLS     := $(TOOL_SRC:tests/tools/%.c=$(BUILD)/tests/tools/%) $(PUBLISHER)
TEST_LIBS := -lcmocka -lmicrohttpd
PARTS     := $(BUILD)/parts.a

# tests/fuzz/*.c are one program, whose main() is replay.c's, or libFuzzer's.
FUZZ_SRC  := $(wildcard tests/fuzz/*.c)
FUZZ_OBJ  := $(FUZZ_SRC:%.c=$(BUILD)/%.o)
REPLAY    := $(BUILD)/tests/fuzz/replay
FUZZER    := $(BUILD)/tests/fuzz/fuzzer
FUZZ_FLAGS = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all \
             -fno-omit-frame-pointer
FUZZ_BUILD = BUILD=build/fuzz PROGRAM=build/fuzz/armsetl CC=clang LDFLAGS= \
             CFLAGS="$(FUZZ_FLAGS) -fsanitize=fuzzer-no-link"
SECONDS    = 600
N          = 20

# Counters lie in memory that is a file's, so that those of a worker count, too,
# which can write no file and is ended by a signal.
COVERAGE_FLAGS = -O1 -g -fprofile-instr-generate -fcoverage-mapping \
                 -mllvm -runtime-counter-relocation \
                 -Wno-unused-command-line-argument

# What is built does not tell in which folder: the same source, the same bytes.
COMPILE = $(CC) -std=c11 $(WARN) $(CFLAGS) -ffile-prefix-map=$(CURDIR)=. \
          $(CPPFLAGS) $(PKG_CFLAGS) -MMD -MP

all: $(PROGRAM)

$(PROGRAM): $(OBJ)
	@echo "  LD  $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJ) $(PKG_LIBS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(COMPILE) -c -o $@ $<

# The version, and where things are to be, are compiled in.
COMPILED_IN = $(VERSION) $(SYSCONFDIR) $(DATADIR)
$(OBJ): $(BUILD)/compiled_in
$(BUILD)/compiled_in: FORCE
	@mkdir -p $(@D)
	@echo '$(COMPILED_IN)' | cmp -s - $@ || echo '$(COMPILED_IN)' > $@
FORCE:

# What a package was made with: a digest of the code that read it.
READING = base archive format package transform
TRANSFORM_SRC = $(sort $(wildcard $(READING:%=%/*.[ch]) $(READING:%=%/*/*.[ch]) \
                $(READING:%=%/*/*/*.[ch])))
$(BUILD)/transform/transform.o: $(BUILD)/transform_id.h
$(BUILD)/transform_id.h: $(TRANSFORM_SRC)
	@mkdir -p $(@D)
	@printf '#define TRANSFORM_ID "%s"\n' \
	    $$(cat $(TRANSFORM_SRC) | sha256sum | cut -c1-16) > $@

$(BUILD)/load/sql.c: load/embed.sh load/routines/columns $(wildcard load/*.sql load/*/*.sql)
	@mkdir -p $(@D)
	@load/embed.sh > $@.new && mv $@.new $@
$(BUILD)/load/sql.o: $(BUILD)/load/sql.c
	@echo "  CC  $<"
	@$(COMPILE) -Wno-overlength-strings -c -o $@ $<

# Everything but main(), of which a test takes what it needs.
$(PARTS): $(filter-out $(BUILD)/main.o,$(OBJ))
	@rm -f $@
	@ar rcs $@ $^

$(BUILD)/tests/unit/%.t: $(BUILD)/tests/unit/%.o $(SUPPORT) $(PARTS)
	@echo "  LD  $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) $(TEST_LIBS)
$(BUILD)/tests/tools/%: $(BUILD)/tests/tools/%.o $(PARTS)
	@echo "  LD  $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) $(TEST_LIBS)
$(PUBLISHER): $(PUBLISHER_SRC:%.c=$(BUILD)/%.o) $(PARTS)
	@mkdir -p $(@D)
	@echo "  LD  $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS) $(TEST_LIBS)

$(FAILING): tests/torture/failing.c
	@mkdir -p $(@D)
	@echo "  LD  $@"
	@$(COMPILE) -fPIC -shared -o $@ $<

$(REPLAY): $(FUZZ_OBJ) $(PARTS)
	@echo "  LD  $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)
$(FUZZER): $(filter-out %/replay.o,$(FUZZ_OBJ)) $(PARTS)
	@echo "  LD  $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(PKG_LIBS)

tests-built: $(PROGRAM) $(UNIT) $(TOOLS) $(REPLAY)

# All C, that of the tests too, without linking each test.
compiled: $(FAILING) $(OBJ) $(patsubst %.c,$(BUILD)/%.o,$(UNIT_SRC) $(SUPPORT_SRC) \
          $(TOOL_SRC) $(PUBLISHER_SRC)) $(FUZZ_OBJ)

# As many compilers at once as there are processors, unless -j says.
JOBS = $(if $(filter -j%,$(MAKEFLAGS)),,-j$(shell nproc))
SUBMAKE = $(MAKE) --no-print-directory -s $(JOBS)

run:
	@config/install-dependencies build
	@$(SUBMAKE) all
	@config/run-sample

check: layers
	@config/install-dependencies build check
	@$(SUBMAKE) $(ASAN) tests-built
	@$(SUBMAKE) PROGRAM=$(BUILD)/armsetl $(BUILD)/armsetl $(FAILING)
	@tests/run build/asan

# A station may include those below it, never one above or beside.
layers:
	@tests/layers $(wildcard *.[ch] $(STATIONS:%=%/*.[ch]) \
	    $(STATIONS:%=%/*/*.[ch]) $(STATIONS:%=%/*/*/*.[ch]))

house:
	@tests/house

lint: layers
	@config/install-dependencies build check lint
	@$(SUBMAKE) CC=gcc all compiled
	@WARN="$(WARN)" tests/lint

interop:
	@config/install-dependencies build interop
	@$(SUBMAKE) all
	@tests/interop/run

bench:
	@config/install-dependencies build bench
	@$(SUBMAKE) all
	@tests/bench/run
	@tests/bench/notices

torture:
	@config/install-dependencies build check
	@$(SUBMAKE) PROGRAM=$(BUILD)/armsetl all $(FAILING) $(PUBLISHER)
	@tests/run build/release tests/torture/survives tests/torture/fetches \
	    tests/torture/loads tests/torture/commands

# SECONDS are of all targets together, as many at a time as processors.
fuzz:
	@config/install-dependencies build fuzz
	@$(SUBMAKE) $(FUZZ_BUILD) build/fuzz/tests/fuzz/fuzzer
	@tests/fuzz/run build/fuzz/tests/fuzz/fuzzer $(SECONDS) $(TARGETS)

# Of what the tests of TESTS run.
coverage: coverage-built
	@tests/coverage build/coverage $(TESTS)

# Of what all of them run, and make torture: an hour or two.
coverage-all: coverage-built
	@tests/coverage --all build/coverage

# What lets calls fail is no part of what is measured.
coverage-built:
	@config/install-dependencies build check coverage
	@$(SUBMAKE) BUILD=build/coverage PROGRAM=build/coverage/armsetl \
	    CC=clang LDFLAGS= CFLAGS="$(COVERAGE_FLAGS)" tests-built
	@$(SUBMAKE) BUILD=build/coverage build/coverage/tests/torture/failing.so

# N small mistakes in format, transform and load: which does no test notice?
mutants:
	@config/install-dependencies build check
	@tests/mutants $(N) $(SEED)

reproducible:
	@config/install-dependencies build
	@$(SUBMAKE) PROGRAM=$(BUILD)/armsetl $(BUILD)/armsetl
	@tests/reproducible $(BUILD)

# Without the wall, in which valgrind cannot live.
growth:
	@config/install-dependencies build growth
	@$(SUBMAKE) BUILD=build/growth PROGRAM=build/growth/armsetl \
	    CFLAGS="-O2 -g -DWALL_HAS_SANITIZER=true" build/growth/armsetl
	@tests/growth build/growth/armsetl

# Not for the sanitizers, which take time of their own.
repeats:
	@config/install-dependencies build check
	@$(SUBMAKE) PROGRAM=$(BUILD)/armsetl $(BUILD)/tests/fuzz/replay
	@tests/repeats $(BUILD)/tests/fuzz/replay $(SECONDS) $(SEED)

damage:
	@config/install-dependencies build check
	@$(SUBMAKE) PROGRAM=$(BUILD)/armsetl $(BUILD)/armsetl $(BUILD)/tests/tools/show
	@tests/damage $(BUILD)/armsetl $(BUILD)/tests/tools/show $(SECONDS) $(SEED)

fresh:
	@config/install-dependencies fresh
	@tests/fresh

entities:
	@config/install-dependencies build entities
	@$(SUBMAKE) all
	@tests/entities ./$(PROGRAM)

pictures:
	@$(SUBMAKE) build/release/tests/tools/picture
	@tests/pictures var/report

format:
	clang-format -i $$(git ls-files '*.[ch]')

# Installed, armsetl is the service's, whose data have their one place.
CONF     = $(DESTDIR)$(SYSCONFDIR)/armsetl
UNITS    = armsetl.service armsetl.timer armsetl-news.service
INSTALL_DATA = install -D -m 644
install: all
	install -D -m 755 $(PROGRAM) $(DESTDIR)$(PREFIX)/bin/armsetl
	$(INSTALL_DATA) -t $(DESTDIR)$(DATADIR)/armsetl/reference \
	    config/reference/*.csv
	$(INSTALL_DATA) -t $(DESTDIR)$(MANDIR)/man1 docs/armsetl.1
	$(INSTALL_DATA) -t $(DESTDIR)$(MANDIR)/man5 docs/armsetl.conf.5
	$(INSTALL_DATA) -t $(DESTDIR)$(DOCDIR) README.md SECURITY.md docs/*.md \
	    docs/entities.svg
	$(INSTALL_DATA) -t $(DESTDIR)$(DOCDIR)/docs/pictures docs/pictures/*.svg
	$(INSTALL_DATA) config/deploy/armsetl.bash \
	    $(DESTDIR)$(COMPLETIONS)/armsetl
	install -d $(DESTDIR)$(DOCDIR)/examples $(DESTDIR)$(UNITDIR)
	install -d -m 700 $(CONF)/credentials
	sed 's|/usr/bin/|$(PREFIX)/bin/|' config/deploy/crontab \
	    > $(DESTDIR)$(DOCDIR)/examples/crontab
	for unit in $(UNITS); do \
	    sed -e 's|/usr/bin/|$(PREFIX)/bin/|' -e 's|/etc/|$(SYSCONFDIR)/|' \
	        config/deploy/systemd/$$unit > $(DESTDIR)$(UNITDIR)/$$unit || exit 1; \
	done
	test -e $(CONF)/armsetl.conf || \
	    sed -e 's|^#data_dir = |data_dir = |' \
	        -e 's|/usr/share/|$(DATADIR)/|' -e 's|/etc/|$(SYSCONFDIR)/|' \
	        config/armsetl.conf > $(CONF)/armsetl.conf

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/armsetl \
	    $(DESTDIR)$(MANDIR)/man1/armsetl.1 \
	    $(DESTDIR)$(MANDIR)/man5/armsetl.conf.5 \
	    $(DESTDIR)$(COMPLETIONS)/armsetl \
	    $(UNITS:%=$(DESTDIR)$(UNITDIR)/%)
	rm -rf $(DESTDIR)$(DATADIR)/armsetl $(DESTDIR)$(DOCDIR)

deb:
	@config/install-dependencies build deb
	@config/deploy/make-deb

deb-proof:
	@config/install-dependencies build check deb
	@$(SUBMAKE) $(PUBLISHER)
	@tests/deb

clean:
	rm -rf build armsetl

help:
	@sed -n '/^# make/s/^# //p' Makefile

.PHONY: all tests-built compiled run check layers house lint interop bench growth \
        torture fuzz coverage coverage-all coverage-built mutants repeats damage \
        reproducible fresh pictures format entities install uninstall deb deb-proof clean help FORCE
.PRECIOUS: $(BUILD)/%.o
-include $(OBJ:.o=.d) $(UNIT_SRC:%.c=$(BUILD)/%.d) $(TOOL_SRC:%.c=$(BUILD)/%.d)
-include $(SUPPORT:.o=.d) $(PUBLISHER_SRC:%.c=$(BUILD)/%.d) $(FUZZ_OBJ:.o=.d)
