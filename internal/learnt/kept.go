package learnt

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io/fs"
)

// FilesPart is the name of the part that keeps what YAML files hold. It is a [File] itself, with a part for each of them.
const FilesPart = "files"

// LoadFiles reads what is kept of the YAML files of a knowledge folder; nil when nothing is.
func LoadFiles(folder fs.FS) (File, error) {
	part, ok, err := LoadPart(folder, FilesPart)
	if !ok || err != nil {
		return nil, err
	}
	return Read(part.Data)
}

// Keep keeps what a YAML file of this text holds: reading that again takes a tenth of the time that YAML does.
func (f File) Keep(name string, text []byte, holds any) error {
	data, err := json.Marshal(holds)
	if err != nil {
		return fmt.Errorf("keeping what %s holds: %w", name, err)
	}
	f[name] = Part{sha256.Sum256(text), data}
	return nil
}

// Kept is what a file holds; false when nothing is kept of a file of just this text.
func Kept[T any](f File, name string, text []byte) (holds T, ok bool) {
	p, ok := f[name]
	if !ok || p.Inputs != sha256.Sum256(text) {
		return holds, false
	}
	var got T
	if json.Unmarshal(p.Data, &got) != nil {
		return holds, false
	}
	return got, true
}
