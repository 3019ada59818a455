// Package wire is what the fakes of the platforms have in common: a server with sockets, faults, buckets, chaos and the
// check of bodies against the platforms' own schemas. It knows nothing of any platform, and only the fakes and tests
// import it.
package wire
