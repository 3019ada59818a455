package redflag

import (
	"strings"
	"testing"
	"time"
)

func BenchmarkCheck(b *testing.B) {
	r := shipped(b)
	long := func(s string) string { return strings.Repeat(s, 10000/len(s)+1)[:10000] }
	for _, c := range []struct{ name, text string }{
		{"plain, 15 words", "hi there, do you have anything free on saturday afternoon for a ninety minute swedish"},
		{"back, 15 words", "my lower back is tight after driving all day, would a deep tissue massage help"},
		{"flag, 15 words", "since i threw my back out i keep wetting myself and dont even notice it"},
		{"adversarial, signs", long("chest pain no numb groin cant feel legs back fever neck ")},
		{"adversarial, negation", long("no chest pain, no fever, not numb, never ")},
		{"adversarial, near typos", long("nummbness chesst paiin growin bakc brething ")},
		{"adversarial, small words", long("can i just really so very my the a cant ")},
		{"adversarial, zalgo", strings.Repeat("c\u0336\u0321\u0300h\u0336e\u0336s\u0336t\u0336 ", 800)},
		{"adversarial, one word", long("a")},
		{"adversarial, digits", long("1234567890")},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				r.Check(c.text)
			}
		})
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		shipped(b)
	}
}

// TestBounded sees that time grows with the text and not faster, on texts made to be slow.
func TestBounded(t *testing.T) {
	r := shipped(t)
	for _, unit := range []string{
		"no chest pain cant feel i my the a legs numb groin ", "cant cant cant ", "my the a i so ", "not no never without ",
		"back pain hurts fever numb legs and ", "i want to die not no dont ", "9 weeks 12 years old ",
	} {
		cost := func(n int) time.Duration {
			text := strings.Repeat(unit, n/len(unit))
			best := time.Hour
			for range 3 {
				start := time.Now()
				r.Check(text, text, text)
				best = min(best, time.Since(start))
			}
			return best
		}
		small, large := cost(1500), cost(12000)
		t.Logf("%q: %v, %v", unit, small, large)
		if large > 20*small+20*time.Millisecond {
			t.Errorf("%q: %v for 1,500 characters and %v for 12,000", unit, small, large)
		}
	}
}
