package sign

import (
	"bytes"
	"fmt"
	"io/fs"
	"path"

	"backtalk/internal/learnt"
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
		data = bytes.TrimPrefix(data, []byte(bom))
		var v any
		var faults Faults
		if path.Base(name) == wordsFile {
			v, faults, _ = holds[words](nil, name, data)
		} else {
			v, faults, _ = holds[Sign](nil, name, data)
		}
		if len(faults) > 0 {
			return faults
		}
		if err := kept.Keep(name, data, v); err != nil {
			return err
		}
	}
	return nil
}

// holds is what a file holds, as it is kept or as its YAML says; not ok when that cannot be read.
func holds[T words | Sign](kept learnt.File, file string, data []byte) (v T, faults Faults, ok bool) {
	if v, ok = learnt.Kept[T](kept, file, data); ok {
		return v, nil, true
	}
	if err := decode(data, &v); err != nil {
		return v, Faults{fault(file, err)}, false
	}
	return v, unseen(file, data, v), true
}
