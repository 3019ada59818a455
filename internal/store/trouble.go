package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"syscall"
)

// The result codes of SQLite that somebody can do something about, without their extensions:
// https://sqlite.org/rescode.html. The driver's own table of them is 200,000 lines of generated code.
const (
	codeError    = 1 // at Open: the tables are not what the file's version says
	codePerm     = 3
	codeBusy     = 5
	codeLocked   = 6
	codeReadOnly = 8
	codeIO       = 10
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
	codeLockIO   = 10 | 15<<8 // with its extension: also what comes of locking a file that may only be read
)

// errDamaged is what quick_check found: its own words name tables and pages, which help nobody who has to act.
var errDamaged = errors.New("the file is damaged")

// trouble is an error at Open: one sentence that says what to do. The cause stays at hand for errors.As.
type trouble struct {
	sentence string
	cause    error
}

func (t *trouble) Error() string { return t.sentence }
func (t *trouble) Unwrap() error { return t.cause }

// explain says what to do about an error with the file at path.
func explain(path string, err error) error {
	dir := filepath.Dir(path)
	var told *trouble
	var coded interface{ Code() int } // the driver's errors
	code, extended := 0, 0
	if errors.As(err, &coded) {
		code, extended = coded.Code()&0xff, coded.Code()
	}
	tell := func(format string, args ...any) error {
		return &trouble{fmt.Sprintf(format, args...), err}
	}
	switch {
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return tell("opening %s was called off before it was done; start again", path)
	case errors.As(err, &told):
		return told
	case code == codeBusy, code == codeLocked:
		return tell("another program is using the data folder %s: stop the other Backtalk, or give this one a data folder "+
			"of its own", dir)
	case errors.Is(err, errDamaged), code == codeCorrupt, code == codeNotADB, code == codeError:
		err = errors.Join(errDamaged, err)
		return tell("%s is damaged: move it and %s-wal to another folder and start again with an empty memory; lost by that "+
			"are questions that wait for an answer, pauses, and which replies belong to which messages", path, fileName)
	case code == codeFull, errors.Is(err, syscall.ENOSPC):
		return full(dir, err)
	case code == codePerm, code == codeReadOnly, code == codeCantOpen, extended == codeLockIO:
		return unwritable(dir, err)
	case code == codeIO:
		return tell("the disk that holds the data folder %s does not read or write as it should: check the disk, or name "+
			"another data folder", dir)
	}
	return tell("%s cannot be opened (%v): name another data folder, and report this", path, err)
}

// full says what to do about a full disk.
func full(dir string, err error) error {
	return &trouble{fmt.Sprintf("the disk that holds the data folder %s is full: make room and start again", dir), err}
}

// unwritable says what to do about a folder that cannot be made or written.
func unwritable(dir string, err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return full(dir, err)
	}
	reason := "no right to write or to lock"
	var at *fs.PathError
	switch {
	case errors.As(err, &at):
		reason = at.Err.Error()
	case !errors.As(err, new(interface{ Code() int })):
		reason = err.Error()
	}
	return &trouble{fmt.Sprintf("the data folder %s cannot be made or written (%s): give the user who runs Backtalk the "+
		"right to write there, or name another data folder", dir, reason), err}
}
