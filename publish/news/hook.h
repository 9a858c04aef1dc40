/* A program of the user's, called with an event on its standard input. */
#ifndef PUBLISH_NEWS_HOOK_H
#define PUBLISH_NEWS_HOOK_H

#include <stdbool.h>

/* Whether that is a program that may be called. False if not, logged. */
bool hook_is(const char *program);

/*
 * Calls the program, without arguments, with a line on its standard input; what
 * it prints goes to standard error. Of the environment it has PATH, HOME, USER,
 * LANG, LC_ALL, TZ, TMPDIR and XDG_RUNTIME_DIR: no password. After so many
 * seconds it is killed, with what it started. Whether it ended with 0; if not,
 * logged. That it does not read all of the line is no failure.
 */
bool hook_call(const char *program, const char *line, unsigned seconds);

#endif
