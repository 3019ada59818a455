package sign

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"backtalk/internal/contact"
	"backtalk/internal/fault"
	"backtalk/internal/text"
)

// FuzzLoad: two files are either refused with faults of one line each that name one of them, or give signs that hold what
// this package promises: a known level, everything that must be said, no more than somebody reads, contacts that exist.
func FuzzLoad(f *testing.F) {
	f.Add(wholeSign, someWords)
	f.Add(wholeSign+"es: {advice: Llame {emergency}., reviewed_by: Ana}\nlink: keep\npriority: 7\nprivate: true\naside: 'x'\n", someWords)
	f.Add("title: x\noff: true\nlevel: E911\n", "small: x\nsets: {a: [<a>], b: [<b> c]}\n")
	f.Add("a: &x [1]\nb: *x\n", "sets: {numb: [numb|<numb>]}\n")
	f.Add("title: \"\\u202e\"\n", "sources: {S1: 1}\n---\nsmall: [a]\n")
	shipped, err := filepath.Glob("../../knowledge/signs/*.yaml")
	if err != nil || len(shipped) == 0 {
		f.Fatalf("no signs: %v", err)
	}
	for _, name := range shipped[:3] {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(data), someWords)
	}
	f.Fuzz(func(t *testing.T, sign, words string) {
		if len(sign)+len(words) > 4<<10 { // parsing costs the square of the depth
			return
		}
		s, err := LoadFiles(fstest.MapFS{"signs/A.yaml": {Data: []byte(sign)}, "signs/words.yaml": {Data: []byte(words)}})
		var faults fault.Faults
		switch {
		case errors.As(err, &faults):
			for _, fault := range faults {
				if !strings.HasPrefix(fault.File, Folder) || fault.Message == "" || strings.Contains(fault.Message, "\n") {
					t.Errorf("got the fault %q", fault)
				}
			}
			return
		case err != nil:
			t.Fatalf("got %v, want faults", err)
		}
		contacts := contact.Default()
		for _, sg := range s.All() {
			g, known := GradeOf(sg.Level)
			if !known || sg.Grade != g || sg.ID != "A" || sg.Off {
				t.Errorf("level %q, grade %+v, id %q, off %v", sg.Level, sg.Grade, sg.ID, sg.Off)
			}
			if sg.Title == "" || sg.Meaning == "" || sg.Advice == "" || sg.Reason == "" || g.Level.Warns() && sg.Net == "" || len(sg.Sources) == 0 {
				t.Errorf("something is missing: %+v", sg)
			}
			if len(sg.Certain) > maxCertain || len(sg.Field) > maxField {
				t.Errorf("%d patterns, %d words", len(sg.Certain), len(sg.Field))
			}
			for _, name := range contact.Named(sg.texts()) {
				if contacts[name] == "" {
					t.Errorf("no contact is called %q", name)
				}
			}
			if at, name := text.Unseen(sg.Title + sg.texts()); at >= 0 {
				t.Errorf("%s in %+v", name, sg)
			}
			s.Check("my groin is numb " + strings.Join(sg.Fires, " "))
		}
	})
}
