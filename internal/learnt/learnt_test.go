package learnt

import (
	"bytes"
	"errors"
	"io/fs"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

// two is a file of two parts, one of them without data.
func two() File {
	return File{"signs": {Inputs: [32]byte{1, 2, 3}, Data: []byte("what is learnt")}, "topics": {Inputs: [32]byte{31: 9}, Data: []byte{}}}
}

func written(tb testing.TB, f File) []byte {
	tb.Helper()
	b, err := f.AppendBinary(nil)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

// TestFile writes files and reads them back.
func TestFile(t *testing.T) {
	long := File{strings.Repeat("name", 100): {Data: bytes.Repeat([]byte{0xff}, 1<<16)}, "": {Inputs: [32]byte{7}, Data: []byte(magic)}}
	for _, f := range []File{{}, two(), long} {
		b := written(t, f)
		back, err := Read(b)
		if err != nil || !reflect.DeepEqual(back, f) {
			t.Errorf("got %d parts, %v, want the %d that were written", len(back), err, len(f))
		}
		if again := written(t, maps.Clone(f)); !bytes.Equal(again, b) {
			t.Error("written again, it is another file")
		}
		if after, err := f.AppendBinary([]byte("before")); err != nil || string(after) != "before"+string(b) {
			t.Errorf("appended to something, it is another file: %v", err)
		}
	}
}

// TestDamage: no file that is cut off is read, but for one that is cut between two parts, which cannot be told from a file without
// the second; and none of another version.
func TestDamage(t *testing.T) {
	f := two()
	b := written(t, f)
	whole := map[int]int{len(magic): 0, len(written(t, File{"signs": f["signs"]})): 1} // lengths at which a part ends -> parts
	for n := range b {
		back, err := Read(b[:n])
		if parts, ok := whole[n]; ok {
			if err != nil || len(back) != parts {
				t.Errorf("%d bytes: got %d parts, %v, want %d", n, len(back), err, parts)
			}
			continue
		}
		if !errors.Is(err, errOther) || back != nil {
			t.Errorf("%d bytes of %d: got %d parts, %v", n, len(b), len(back), err)
		}
	}
	for name, b := range map[string][]byte{
		"nothing":                  nil,
		"another version":          []byte("backtalk learnt 0\n"),
		"more behind it":           append(written(t, f), 1),
		"a name that never ends":   append([]byte(magic), 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1),
		"a length of no length":    append([]byte(magic), bytes.Repeat([]byte{0xff}, 20)...),
		"a part without its hash":  append([]byte(magic), 1, 'a', 31),
		"a part of less than that": append([]byte(magic), append([]byte{1, 'a', 31}, make([]byte, 31)...)...),
	} {
		if _, err := Read(b); !errors.Is(err, errOther) {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestLoad(t *testing.T) {
	if f, err := Load(fstest.MapFS{}); f != nil || err != nil {
		t.Errorf("no file: got %v, %v", f, err)
	}
	if f, err := Load(fstest.MapFS{Name: {Data: written(t, two())}}); err != nil || !reflect.DeepEqual(f, two()) {
		t.Errorf("got %v, %v", f, err)
	}
	if _, err := Load(fstest.MapFS{Name: {Data: []byte("x")}}); !errors.Is(err, errOther) {
		t.Errorf("damaged: got %v", err)
	}
	if _, err := Load(fstest.MapFS{Name: {Mode: fs.ModeDir}}); err == nil || !strings.HasPrefix(err.Error(), "reading what was learnt: ") {
		t.Errorf("a folder in its place: got %v", err)
	}
}

// TestLoadPart reads one part as reading all of them would; what is cut off before its end is refused, and what stands behind it is
// not looked at.
func TestLoadPart(t *testing.T) {
	f := two()
	b := written(t, f)
	load := func(b []byte, name string) (Part, bool, error) {
		return LoadPart(fstest.MapFS{Name: {Data: b}}, name)
	}
	for name, want := range f {
		if p, ok, err := load(b, name); !ok || err != nil || !reflect.DeepEqual(p, want) {
			t.Errorf("%s: got %v, %v, %v", name, p, ok, err)
		}
	}
	if p, ok, err := load(b, "other"); ok || err != nil || p.Data != nil {
		t.Errorf("a part that is not there: got %v, %v, %v", p, ok, err)
	}
	if _, ok, err := LoadPart(fstest.MapFS{}, "signs"); ok || err != nil {
		t.Errorf("no file: got %v, %v", ok, err)
	}
	if _, _, err := LoadPart(fstest.MapFS{Name: {Mode: fs.ModeDir}}, "signs"); err == nil {
		t.Error("a folder in its place: got no error")
	}
	first := len(written(t, File{"signs": f["signs"]}))
	for n := range b {
		p, ok, err := load(b[:n], "signs")
		switch {
		case n >= first:
			if !ok || err != nil || !reflect.DeepEqual(p, f["signs"]) {
				t.Errorf("%d bytes, the part whole: got %v, %v", n, ok, err)
			}
		case n == len(magic):
			if ok || err != nil {
				t.Errorf("a file of no parts: got %v, %v", ok, err)
			}
		case ok || !errors.Is(err, errOther):
			t.Errorf("%d bytes: got %v, %v", n, ok, err)
		}
		if _, ok, err := load(b[:n], "topics"); ok || err == nil && n != len(magic) && n != first {
			t.Errorf("%d bytes: the second part: got %v, %v", n, ok, err)
		}
	}
	huge := append([]byte(magic), 1, 'a', 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)
	for _, name := range []string{"a", "b"} {
		if _, ok, err := load(huge, name); ok || !errors.Is(err, errOther) {
			t.Errorf("%s, of a part that is said to be huge: got %v, %v", name, ok, err)
		}
	}
}

// TestOver: a folder with another file of what was learnt has that and everything else.
func TestOver(t *testing.T) {
	b := written(t, two())
	for _, folder := range []fstest.MapFS{{"a.md": {Data: []byte("A.")}}, {"a.md": {Data: []byte("A.")}, Name: {Data: []byte("old")}}} {
		f := Over(folder, b)
		if got, err := Load(f); err != nil || !reflect.DeepEqual(got, two()) {
			t.Errorf("got %v, %v", got, err)
		}
		if p, ok, err := LoadPart(f, "signs"); err != nil || !ok || !reflect.DeepEqual(p, two()["signs"]) {
			t.Errorf("got %v, %v, %v", p, ok, err)
		}
		if data, err := fs.ReadFile(f, "a.md"); err != nil || string(data) != "A." {
			t.Errorf("got %q, %v", data, err)
		}
		info, err := fs.Stat(f, Name)
		if err != nil || info.Size() != int64(len(b)) || info.Name() != "learnt.bin" || !info.Mode().IsRegular() {
			t.Errorf("got %v, %v", info, err)
		}
		if _, err := f.Open("none"); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("got %v", err)
		}
	}
}

// FuzzRead holds that any bytes are refused or read, and that what is read is written and read the same.
func FuzzRead(f *testing.F) {
	f.Add(written(f, two()))
	f.Add(written(f, File{}))
	f.Add([]byte(magic + "\x01a\x20" + strings.Repeat("h", 32) + "\x01a\x21" + strings.Repeat("h", 33)))
	f.Fuzz(func(t *testing.T, b []byte) {
		file, err := Read(b)
		if err != nil {
			return
		}
		again := written(t, file)
		if len(again) > len(b)+10 { // a length may be written in more bytes than it needs, but never in fewer
			t.Errorf("%d bytes became %d", len(b), len(again))
		}
		for name, p := range file {
			if len(name) > maxName {
				continue
			}
			if q, ok, err := LoadPart(fstest.MapFS{Name: {Data: again}}, name); err != nil && !long(file) || err == nil && (!ok || q.Inputs != p.Inputs || !bytes.Equal(q.Data, p.Data)) {
				t.Errorf("%q by itself: got %v, %v", name, ok, err)
			}
		}
		back, err := Read(again)
		if err != nil || !slices.Equal(slices.Sorted(maps.Keys(back)), slices.Sorted(maps.Keys(file))) {
			t.Fatalf("got %v, %v", back, err)
		}
		for name, p := range file {
			if q := back[name]; q.Inputs != p.Inputs || !bytes.Equal(q.Data, p.Data) {
				t.Errorf("%q became another part", name)
			}
		}
	})
}

// long tells whether a part's name is longer than is believed where one part is looked for.
func long(f File) bool {
	for name := range f {
		if len(name) > maxName {
			return true
		}
	}
	return false
}

// TestKept keeps what files hold, for as long as they do not change.
func TestKept(t *testing.T) {
	kept := File{}
	if err := kept.Keep("a.yaml", []byte("a: 1"), map[string]int{"a": 1}); err != nil {
		t.Fatal(err)
	}
	if got, ok := Kept[map[string]int](kept, "a.yaml", []byte("a: 1")); !ok || got["a"] != 1 {
		t.Errorf("got %v, %v", got, ok)
	}
	if err := kept.Keep("b.yaml", nil, func() {}); err == nil || !strings.HasPrefix(err.Error(), "keeping what b.yaml holds: ") {
		t.Errorf("what cannot be kept: got %v", err)
	}
	if _, ok := Kept[map[string]int](kept, "a.yaml", []byte("a: 2")); ok {
		t.Error("of a file that has changed something is kept")
	}
	if _, ok := Kept[map[string]int](nil, "a.yaml", []byte("a: 1")); ok {
		t.Error("something is kept of nothing")
	}
	if _, ok := Kept[[]string](kept, "a.yaml", []byte("a: 1")); ok {
		t.Error("what is kept was read as something else")
	}
	data := written(t, kept)
	folder := fstest.MapFS{Name: {Data: written(t, File{FilesPart: {Data: data}})}}
	if got, err := LoadFiles(folder); err != nil || !reflect.DeepEqual(got, kept) {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := LoadFiles(fstest.MapFS{}); got != nil || err != nil {
		t.Errorf("no file: got %v, %v", got, err)
	}
}
