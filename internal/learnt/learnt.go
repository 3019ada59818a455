// Package learnt is the form of the file that "backtalk learn" writes and that every start reads,
// knowledge/learn/learnt.bin: named parts, those that take long with a hash of what they were learnt from, so that only
// what has changed is learnt again. What a part holds only the package knows that goes by it (corpus, sign). One part keeps
// what the YAML files of the folder hold, which is read in a tenth of the time (kept.go).
package learnt

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"time"
)

// Name is where a knowledge folder keeps the file.
const Name = "learn/learnt.bin"

// magic begins the file; another number is another form, or another way of reading words.
const magic = "backtalk learnt 7\n"

// File is what was learnt, by the names of its parts.
type File map[string]Part

// Part is what one package goes by.
type Part struct {
	Inputs [32]byte // SHA-256 of what it was learnt from
	Data   []byte
}

// errOther is what is wrong with a file that is none of ours.
var errOther = errors.New(Name + " is damaged or of another version of the program; run \"backtalk learn\"")

// Load reads the file of a knowledge folder; nil when there is none.
func Load(folder fs.FS) (File, error) {
	b, err := fs.ReadFile(folder, Name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading what was learnt: %w", err)
	}
	return Read(b)
}

// LoadPart reads one part of the file of a knowledge folder, and no other; false when there is none.
func LoadPart(folder fs.FS, name string) (Part, bool, error) {
	f, err := folder.Open(Name)
	if errors.Is(err, fs.ErrNotExist) {
		return Part{}, false, nil
	}
	if err != nil {
		return Part{}, false, fmt.Errorf("reading what was learnt: %w", err)
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 64<<10)
	if head, err := r.Peek(len(magic)); err != nil || string(head) != magic {
		return Part{}, false, errOther
	}
	_, _ = r.Discard(len(magic)) // cannot go wrong: it is in the buffer
	for {
		size, err := binary.ReadUvarint(r)
		if errors.Is(err, io.EOF) {
			return Part{}, false, nil
		}
		if err != nil || size > maxName {
			return Part{}, false, errOther
		}
		b := make([]byte, size)
		if _, err := io.ReadFull(r, b); err != nil {
			return Part{}, false, errOther
		}
		size, err = binary.ReadUvarint(r)
		if err != nil || size > MaxPart {
			return Part{}, false, errOther
		}
		if string(b) != name {
			if _, err := r.Discard(int(size)); err != nil {
				return Part{}, false, errOther
			}
			continue
		}
		var p Part
		if size < uint64(len(p.Inputs)) {
			return Part{}, false, errOther
		}
		p.Data = make([]byte, size-uint64(len(p.Inputs)))
		_, err = io.ReadFull(r, p.Inputs[:])
		if _, also := io.ReadFull(r, p.Data); err != nil || also != nil {
			return Part{}, false, errOther
		}
		return p, true, nil
	}
}

// Bounds of what is believed, in bytes.
const (
	maxName = 100
	MaxPart = 64 << 20 // a part
)

// Over is a folder with another file of what was learnt.
func Over(folder fs.FS, file []byte) fs.FS { return over{folder, file} }

type over struct {
	fs.FS
	file []byte
}

// Open opens a file.
func (o over) Open(name string) (fs.File, error) {
	if name != Name {
		return o.FS.Open(name)
	}
	return &opened{Reader: bytes.NewReader(o.file), size: int64(len(o.file))}, nil
}

// opened is the file as it is read.
type opened struct {
	*bytes.Reader
	size int64
}

func (*opened) Close() error                 { return nil }
func (o *opened) Stat() (fs.FileInfo, error) { return o, nil }
func (*opened) Name() string                 { return path.Base(Name) }
func (o *opened) Size() int64                { return o.size }
func (*opened) Mode() fs.FileMode            { return 0o444 }
func (*opened) ModTime() time.Time           { return time.Time{} }
func (*opened) IsDir() bool                  { return false }
func (*opened) Sys() any                     { return nil }

// Read reads what [File.AppendBinary] wrote. The parts are parts of b.
func Read(b []byte) (File, error) {
	f := File{}
	rest, ok := bytes.CutPrefix(b, []byte(magic))
	if !ok {
		return nil, errOther
	}
	for len(rest) > 0 {
		name, after, ok := cut(rest)
		if !ok {
			return nil, errOther
		}
		data, after, ok := cut(after)
		var p Part
		if !ok || len(data) < len(p.Inputs) {
			return nil, errOther
		}
		p.Data = data[copy(p.Inputs[:], data):]
		f[string(name)], rest = p, after
	}
	return f, nil
}

// cut takes a length and so many bytes off b.
func cut(b []byte) (part, rest []byte, ok bool) {
	size, n := binary.Uvarint(b)
	if n <= 0 || uint64(len(b)-n) < size {
		return nil, nil, false
	}
	return b[n : n+int(size)], b[n+int(size):], true
}

// AppendBinary appends the file, its parts by name.
func (f File) AppendBinary(b []byte) ([]byte, error) {
	b = append(b, magic...)
	for _, name := range slices.Sorted(maps.Keys(f)) {
		p := f[name]
		b = append(binary.AppendUvarint(b, uint64(len(name))), name...)
		b = append(binary.AppendUvarint(b, uint64(len(p.Inputs)+len(p.Data))), p.Inputs[:]...)
		b = append(b, p.Data...)
	}
	return b, nil
}
