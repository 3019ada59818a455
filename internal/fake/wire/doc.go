// Package wire is what the fakes of the platforms have in common: a server with sockets, faults, limits, chaos and the check of
// bodies against the platforms' own schemas, and what every test of theirs needs: a log to look into, and a main function that
// finds goroutines that were left. It knows nothing of any platform, and only the fakes and tests import it.
package wire
