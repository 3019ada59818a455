package sign

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"backtalk/internal/fault"
	"backtalk/internal/learnt"
	"backtalk/internal/text"
)

// Keep keeps what the files of a folder hold, for [LoadFiles] to find while they do not change.
func Keep(folder fs.FS, kept learnt.File) error {
	names, err := fs.Glob(folder, Folder+"/*.yaml")
	if err != nil {
		return fmt.Errorf("reading the danger signs: %w", err)
	}
	for _, name := range names {
		data, err := fs.ReadFile(folder, name)
		if err != nil {
			return fmt.Errorf("reading the danger signs: %w", err)
		}
		text, y, ok := strings.TrimPrefix(string(data), bom), fault.YAML{File: name, Faults: &fault.Faults{}}, false
		var v any
		if path.Base(name) == wordsFile {
			v, ok = holds[words](nil, y, text)
		} else {
			v, ok = holds[Sign](nil, y, text)
		}
		if !ok {
			return *y.Faults
		}
		if err := kept.Keep(name, []byte(text), v); err != nil {
			return err
		}
	}
	return nil
}

// readable is what a file can hold: it reads itself.
type readable[T any] interface {
	*T
	read(y fault.YAML, text string)
}

// holds is what a file holds, as it is kept or as its YAML says; not ok when it has faults.
func holds[T any, P readable[T]](kept learnt.File, y fault.YAML, data string) (v T, ok bool) {
	if v, ok = learnt.Kept[T](kept, y.File, []byte(data)); ok {
		return v, true
	}
	if at, _ := text.Unseen(data); at >= 0 { // anywhere, also where no value stands
		y.Fault(1+strings.Count(data[:at], "\n"), "%s", text.UnseenFault(data[at:]))
		return v, false
	}
	known := len(*y.Faults)
	P(&v).read(y, data)
	return v, len(*y.Faults) == known
}
