# make            build ./armsetl
# make run        everything at once: install, build, database, sample, answer
# make check      all tests
# make help       the other targets

CC        = cc
PKGS      = libcurl libxml-2.0 jansson libpq libcrypto zlib libpcre2-8 inih libxxhash
WARN      = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wcast-qual \
            -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith \
            -Wwrite-strings -Wvla -Wundef -Wformat=2 -Werror
HARDEN    = -fPIE -fstack-protector-strong -fstack-clash-protection \
            -D_FORTIFY_SOURCE=2
CFLAGS    = -O2 -g $(HARDEN)
LDFLAGS   = -pie -Wl,-z,relro,-z,now,--as-needed
VERSION   = 0.1.0
PREFIX    = /usr/local
SYSCONFDIR = /etc
DATADIR   = $(PREFIX)/share
CPPFLAGS  = -I. -D_GNU_SOURCE -DVERSION='"$(VERSION)"' \
            -DSYSCONFDIR='"$(SYSCONFDIR)"' -DDATADIR='"$(DATADIR)"'
BUILD     = build

STAGES   = extract transform load config
SRC     := $(wildcard *.c $(STAGES:%=%/*.c) $(STAGES:%=%/*/*.c))
OBJ     := $(SRC:%.c=$(BUILD)/%.o) $(BUILD)/load/sql.o
PKG_CFLAGS := $(shell pkg-config --cflags $(PKGS) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PKGS) 2>/dev/null) -lcsv -lunistring

all: armsetl

armsetl: $(OBJ)
	@echo "  LD  $@"
	@$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(OBJ) $(PKG_LIBS)

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC  $<"
	@$(CC) -std=c11 $(WARN) $(CFLAGS) $(CPPFLAGS) $(PKG_CFLAGS) -MMD -MP -c -o $@ $<

# What a package was made with: a digest of the code that read it.
$(BUILD)/transform/transform.o: CPPFLAGS += -I$(BUILD)
$(BUILD)/transform/transform.o: $(BUILD)/transform_id.h
TRANSFORM_SRC = $(sort $(wildcard extract/*.[ch] extract/*/*.[ch] transform/*.[ch] transform/*/*.[ch]))
$(BUILD)/transform_id.h: $(TRANSFORM_SRC)
	@mkdir -p $(@D)
	@printf '#define TRANSFORM_ID "%s"\n' \
	    $$(cat $(TRANSFORM_SRC) | sha256sum | cut -c1-16) > $@

$(BUILD)/load/sql.c: load/embed.sh $(wildcard load/*/*.sql)
	@mkdir -p $(@D)
	@load/embed.sh > $@.new && mv $@.new $@
$(BUILD)/load/sql.o: $(BUILD)/load/sql.c
	@echo "  CC  $<"
	@$(CC) -std=c11 $(WARN) -Wno-overlength-strings $(CFLAGS) $(CPPFLAGS) -MMD -MP -c -o $@ $<

.PHONY: all
-include $(OBJ:.o=.d)
