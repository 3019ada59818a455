package slack

import (
	"strings"
	"testing"
	"unicode/utf8"

	"backtalk/internal/chat"
)

func TestEncode(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("r", maxRef)
	for _, tt := range []struct {
		a   chat.Action
		ref string
		t   target
	}{
		{chat.Ask, "sleep", target{}},
		{chat.None, "", target{}},
		{chat.PostLink, long, target{"C0123456789AB", "1700000000.000100", "1700000000.000200"}},
		{chat.Show, "doc/section/1", target{"D01", "", short("a", "b")}},
		{chat.Show, "a|b|c", target{"U01", "", "1700000000.000200"}},
	} {
		value := encode(tt.a, tt.ref, tt.t)
		if n := utf8.RuneCountInString(value); n > maxOptionValue {
			t.Errorf("%q has %d characters, want at most %d", value, n, maxOptionValue)
		}
		a, ref, to, ok := decode(value)
		if !ok || a != tt.a || ref != tt.ref || to != tt.t {
			t.Errorf("%q: got %s %q %+v %v", value, a, ref, to, ok)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	t.Parallel()
	for _, value := range []string{
		"", "ask", "ask|||", "fly||||x", "|||| ", "ask|c1||1.1|x", "ask|C1|x y|1.1|x", "ask|C1||1.1<|x", "ask|||1.1|x", "ask|C1|||x",
		"ask||||" + strings.Repeat("x", maxRef+1), "ask||||a\nb", "ask||||\xff", "backtalk.link",
	} {
		if a, ref, to, ok := decode(value); ok {
			t.Errorf("%q: got %s %q %+v, want nothing", value, a, ref, to)
		}
	}
}

func TestParseRef(t *testing.T) {
	t.Parallel()
	if c, ts, ok := parseRef(refOf("C1", "1.2")); !ok || c != "C1" || ts != "1.2" {
		t.Errorf("got %q %q %v", c, ts, ok)
	}
	for _, ref := range []string{"", "C1", "C1/", "/1.2", "c/1", "C1/1.2/3"} {
		if _, _, ok := parseRef(ref); ok {
			t.Errorf("%q was taken for a reference", ref)
		}
	}
}

// FuzzDecode: what is read is written back the same, and nothing else is read.
func FuzzDecode(f *testing.F) {
	f.Add(encode(chat.Ask, "sleep", target{"C1", "1.1", "1.2"}))
	f.Add("ask|||||")
	f.Fuzz(func(t *testing.T, value string) {
		a, ref, to, ok := decode(value)
		if !ok {
			return
		}
		if got := encode(a, ref, to); got != value {
			t.Errorf("got %q, want %q", got, value)
		}
		if len(ref) > maxRef || !known(a) {
			t.Errorf("got %s %q", a, ref)
		}
	})
}

// FuzzParseForm: what a form remembers comes back as it was.
func FuzzParseForm(f *testing.F) {
	f.Add(formData{"C1", "1.1", "1.2", "U1", "doc/section/1"}.String())
	f.Add("{}")
	f.Add(`{"c":"x y"}`)
	f.Fuzz(func(t *testing.T, s string) {
		d, ok := parseForm(s)
		if !ok {
			return
		}
		again, ok := parseForm(d.String())
		if !ok || again != d {
			t.Errorf("got %+v %v, want %+v", again, ok, d)
		}
	})
}
