package phrase

import (
	"strings"
	"testing"
)

func TestSetFaults(t *testing.T) {
	for name, c := range map[string]struct {
		sets map[string][]string
		want string
	}{
		"loop":    {map[string][]string{"a": {"<b> x"}, "b": {"<a> y"}}, "<a>: the set <a> stands in itself"},
		"unknown": {map[string][]string{"a": {"x <gone>"}}, "<a>: no set is called <gone>"},
		"empty":   {map[string][]string{"a": {"?!"}}, "<a>: \"?!\" holds no word"},
		"many":    {map[string][]string{"a": {"<b> <b> <b>"}, "b": strings.Fields(strings.Repeat("x ", 30))}, "<a>: a phrase stands for more than 20000"},
	} {
		_, faults := NewBuilder(nil, c.sets)
		if len(faults) == 0 || faults[0].Error() != c.want {
			t.Errorf("%s: got %v, want %q", name, faults, c.want)
		}
	}
}

func TestFingerprint(t *testing.T) {
	var b strings.Builder
	x, _ := small(t, "numb")
	x.Fingerprint(&b)
	want := `age ["<13-17> years old"]
body ["my" "both"]
numb ["numb" "no feeling" "cant feel"]
saddle ["groin" "private parts" "between <body> legs"]
`
	if !strings.HasSuffix(b.String(), want) || !strings.Contains(b.String(), `"numb"`) {
		t.Errorf("got\n%s\nwant the known words, then\n%s", b.String(), want)
	}
	before := b.String()
	b.Reset()
	y, _ := small(t, "numb|tingly")
	if y.Fingerprint(&b); b.String() == before {
		t.Error("another word is known, and the fingerprint is the same")
	}
}
