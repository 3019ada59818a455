package sign

import (
	"bytes"
	"io/fs"
	"reflect"
	"testing"
	"testing/fstest"

	"backtalk/internal/learnt"
	"backtalk/knowledge"
)

// keeping is a folder that keeps what its files hold, and what it keeps.
func keeping(t *testing.T, folder fs.FS) (fs.FS, learnt.File) {
	t.Helper()
	kept := learnt.File{}
	if err := Keep(folder, kept); err != nil {
		t.Fatal(err)
	}
	data, err := kept.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	file, err := learnt.File{learnt.FilesPart: {Data: data}}.AppendBinary(nil)
	if err != nil {
		t.Fatal(err)
	}
	return learnt.Over(folder, file), kept
}

// TestKeep: what is kept of the shipped files is what they hold.
func TestKeep(t *testing.T) {
	folder, kept := keeping(t, knowledge.FS)
	got, err := LoadFiles(folder)
	if err != nil {
		t.Fatal(err)
	}
	want, err := LoadFiles(learnt.Over(knowledge.FS, nil))
	if err != nil {
		t.Fatal(err)
	}
	if len(kept) != len(want.all)+1 || !reflect.DeepEqual(got.all, want.all) || !reflect.DeepEqual(got.sources, want.sources) {
		t.Errorf("kept of %d files, %d signs are others than the %d of the files", len(kept), len(got.all), len(want.all))
	}
	var a, b bytes.Buffer
	got.Fingerprint(&a)
	want.Fingerprint(&b)
	if a.String() != b.String() {
		t.Error("the words that are kept are others than those of the files")
	}
}

// TestKeepChanged: a file that has changed is read.
func TestKeepChanged(t *testing.T) {
	files := fstest.MapFS{}
	for _, name := range []string{"signs/STROKE.yaml", "signs/words.yaml"} {
		data, err := fs.ReadFile(knowledge.FS, name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: data}
	}
	folder, _ := keeping(t, files)
	files["signs/STROKE.yaml"].Data = bytes.Replace(files["signs/STROKE.yaml"].Data, []byte("Stroke-like"), []byte("Other"), 1)
	if s, err := LoadFiles(folder); err != nil || s.all[0].Title != "Other signs" {
		t.Errorf("got %v, want the title as it now is", err)
	}
	files["signs/STROKE.yaml"].Data = []byte("title: [")
	if _, err := LoadFiles(folder); err == nil {
		t.Error("a broken file was read")
	}
	if err := Keep(files, learnt.File{}); err == nil {
		t.Error("a broken file was kept")
	}
}
