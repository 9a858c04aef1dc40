/* Whether somebody asked us to stop: SIGINT or SIGTERM. */
#ifndef BASE_STOP_H
#define BASE_STOP_H

#include <stdbool.h>

/*
 * From now on the first SIGINT or SIGTERM is noted, and interrupts what waits;
 * the second ends the program at once, which loses nothing but time.
 */
void interrupt_setup(void);

/*
 * Work that can be gone on with later stops at its next border: a request, a
 * document, a package, a source.
 */
bool interrupted(void);

#endif
