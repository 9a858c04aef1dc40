#!/bin/sh
# What fuzzing found worth keeping is read by each target, in its time.
exec "$BUILD/tests/fuzz/replay" tests/fuzz/corpus
