package sign

import (
	"strings"
	"testing"
)

// usual are messages as most are.
func usual() map[string]string {
	return map[string]string{
		"plain, 15 words": "hi there, do you have anything free on saturday afternoon for a ninety minute swedish",
		"back, 15 words":  "my lower back is tight after driving all day, would a deep tissue massage help",
		"sign, 15 words":  "since i threw my back out i keep wetting myself and dont even notice it",
		"story, 80 words": "I am 46 and drive for a living. My lower back went in March when I lifted a washing machine. The doctor said it is muscular, the scan was clear. Some days it is fine. Since the move last week it is killing me again, mostly at night. I tried heat, ice, stretching and my wife's massage gun. Would a deep tissue massage be too much, and how long should I wait? I can come any day after four.",
	}
}

// adversarial are 10,000 characters each that are made to be slow.
func adversarial() map[string]string {
	long := func(s string) string { return strings.Repeat(s, 10000/len(s)+1)[:10000] }
	return map[string]string{
		"signs":       long("chest pain no numb groin cant feel legs back fever neck "),
		"one word":    long("numb "),
		"negation":    long("no chest pain, no fever, not numb, never "),
		"near typos":  long("nummbness chesst paiin growin bakc brething "),
		"small words": long("can i just really so very my the a cant "),
		"sentences":   long("pain. my back. numb. "),
		"zalgo":       strings.Repeat("c\u0336\u0321\u0300h\u0336e\u0336s\u0336t\u0336 ", 800),
		"one letter":  long("a"),
		"digits":      long("1234567890"),
		"ages":        long("9 weeks 12 years old "),
	}
}

// BenchmarkCheck is beside one raw bleve search (package answer, BenchmarkRaw) at most half of it for a usual message.
func BenchmarkCheck(b *testing.B) {
	s := shipped(b)
	for _, set := range []map[string]string{usual(), adversarial()} {
		for name, text := range set {
			b.Run(name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					s.Check(text)
				}
			})
		}
	}
}

// BenchmarkLoad reads everything that ships.
func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(b)
	}
}

// TestBounded counts what is looked at: it grows with the text and not faster, on texts made to be slow.
func TestBounded(t *testing.T) {
	s := shipped(t)
	steps := func(text string) int {
		r := s.words.Read(text)
		defer r.Done()
		s.decide(r)
		return r.Steps()
	}
	for name, text := range adversarial() {
		small, large := steps(text[:1000]), steps(text[:8000])
		if large > 12*small+20000 {
			t.Errorf("%s: %d steps for 1,000 characters and %d for 8,000", name, small, large)
		}
	}
}
