/* Text for people, in lines of 80 columns. */
#ifndef PUBLISH_WRAP_H
#define PUBLISH_WRAP_H

#include <stdio.h>

/*
 * Prints text in lines that begin so many columns from the left. Only blanks
 * are places to end a line, so that an address can be copied. What a publisher
 * wrote cannot steer the terminal: see utf8_disarm().
 */
void wrap_print(FILE *, int indent, const char *text);

#endif
