package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
)

// fittedName is the file in the data folder that keeps what was fitted to the clinic's own topics, so that the next start and the
// next reload need not: see [corpus.Corpus.Fitted], which knows what is its own. One file, replaced as a whole.
const fittedName = "fitted.bin"

// maxFitted is how long the file may be, in bytes. Thirty topics take 30,000.
const maxFitted = 8 << 20

// readFitted is what a data folder keeps; nil when there is nothing, or nothing that can be read: then it is fitted.
func readFitted(data string) []byte {
	path := filepath.Join(data, fittedName)
	info, err := os.Stat(path)
	if err != nil || !info.Mode().IsRegular() || info.Size() > maxFitted {
		return nil
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return nil
	}
	return b
}

// keepFitted keeps what was fitted, unless it is there already, and removes what is there when nothing was. Where that cannot be
// written every start fits anew, which is no more than slower: it is said once.
func (h *house) keepFitted(fitted []byte) {
	if bytes.Equal(fitted, readFitted(h.data)) && len(fitted) > 0 {
		return
	}
	path := filepath.Join(h.data, fittedName)
	var err error
	switch {
	case len(fitted) == 0:
		_ = os.Remove(path) // mostly it is not there; where it stays it does no harm
	case len(fitted) > maxFitted:
		err = fmt.Errorf("it has %d bytes, and at most %d are kept", len(fitted), maxFitted)
	default:
		err = writeFiles(newFile{path, fitted, 0o600})
	}
	if err != nil && !h.unkept {
		h.log.Warn("what was fitted to your own topics cannot be kept; starts and reloads are slower, nothing else", "data", h.data, "error", err)
	}
	h.unkept = err != nil
}
