package redflag

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

func TestTmp(t *testing.T) {
	r := shipped(t)
	data, _ := os.ReadFile("/tmp/rf/20k.txt")
	surf := map[string]string{}
	for _, list := range r.speller.byLength {
		for _, sp := range list {
			surf[stem(sp.word)] = sp.word
		}
	}
	for set, l := range r.sets {
		_ = set
		for _, p := range l {
			for _, st := range mustPhrase(p) {
				surf[stem(st.atom.word)] += " " + st.atom.word
			}
		}
	}
	a, _ := os.Create("/tmp/rf/typo.txt")
	b, _ := os.Create("/tmp/rf/stem.txt")
	for _, w := range strings.Fields(string(data)) {
		var tk token
		if r.known(&tk, w) {
			if tk.exact == 0 && !strings.Contains(" "+surf[stem(w)]+" ", " "+w+" ") && tk.stem != 0 {
				fmt.Fprintf(b, "%s<%s\n", w, strings.Fields(surf[stem(w)] + " ?")[0])
			}
			continue
		}
		if m := r.speller.find(w); m != "" {
			fmt.Fprintf(a, "%s<%s\n", w, m)
		}
	}
}
