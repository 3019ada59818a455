package redflag

import (
	"bufio"
	"encoding/json"
	"hash/fnv"
	"os"
	"slices"
	"strings"
	"testing"

	"backtalk/internal/corpus"
)

// ordinary are the topics' phrasings that the rules learn from besides their own: every second one, as in the program.
func ordinary(t testing.TB) []string {
	t.Helper()
	c, err := corpus.Load(os.DirFS("../../knowledge"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, topic := range c.Topics() {
		for i, q := range topic.Questions {
			if i%2 == 0 {
				out = append(out, q)
			}
		}
	}
	return out
}

// wanted is the level at which a phrase must be warned of; NoLevel for what is harmless or below a warning.
func (r *Rules) wanted(p spoken) Level {
	f, ok := r.Flag(p.rule, false)
	if !p.fires || !ok || !f.Level.Warns() {
		return NoLevel
	}
	return f.Level
}

// tally counts what was right, by class.
type tally struct{ right, total map[string]int }

func newTally() tally { return tally{map[string]int{}, map[string]int{}} }

func (c tally) add(class string, right bool) {
	c.total[class]++
	if right {
		c.right[class]++
	}
}

// hold compares with the bars, in percent.
func (c tally) hold(t *testing.T, bars map[string]float64) {
	t.Helper()
	for _, class := range slices.Sorted(func(yield func(string) bool) {
		for class := range bars {
			if !yield(class) {
				return
			}
		}
	}) {
		share := 100 * float64(c.right[class]) / float64(max(c.total[class], 1))
		t.Logf("%-34s %5d of %5d  %5.1f %%", class, c.right[class], c.total[class], share)
		if share < bars[class] {
			t.Errorf("%s: %d of %d (%.1f %%), want %.1f %%", class, c.right[class], c.total[class], share, bars[class])
		}
	}
}

// TestPhrases tries the patterns alone on knowledge/redflag-phrases.yaml. They were worked on with most of the phrases in
// sight, so this keeps what has been reached, and says nothing about people's next words; TestStrangers does.
func TestPhrases(t *testing.T) {
	r := shipped(t)
	c := newTally()
	for _, p := range r.spoken {
		level, _ := top(r.Check(p.Text))
		if want := r.wanted(p); want != NoLevel {
			c.add(want.String(), level >= want)
		} else {
			c.add("no warning", !level.Warns())
		}
	}
	if c.total["no warning"] < 3000 {
		t.Fatalf("got %d harmless phrases, want all", c.total["no warning"])
	}
	c.hold(t, map[string]float64{"emergency": 97, "crisis": 95, "urgent": 92, "no warning": 94})
}

// TestLikeness leaves a fifth of the phrases and of the ordinary questions out of the learning, and has the likeness
// alone judge them. Its bars are what the two thresholds rest on.
func TestLikeness(t *testing.T) {
	r := shipped(t)
	out := func(text string) bool {
		h := fnv.New32a()
		h.Write([]byte(text))
		return h.Sum32()>>3%5 == 0
	}
	kept := *r
	kept.spoken = slices.DeleteFunc(slices.Clone(r.spoken), func(p spoken) bool { return out(p.Text) })
	everyday := ordinary(t)
	learned := kept.Learn(slices.DeleteFunc(slices.Clone(everyday), out))
	judge := func(text string) float64 {
		s := learned.scan(text, nil)
		defer learned.pool.Put(s)
		danger, _ := learned.likeness.judge(s.seen())
		return danger
	}
	c := newTally()
	for _, p := range r.spoken {
		if !out(p.Text) {
			continue
		}
		danger := judge(p.Text)
		if want := r.wanted(p); want != NoLevel {
			c.add(want.String()+" sounds alike", danger >= alike)
			c.add(want.String()+" does not sound unalike", danger >= unalike)
		} else {
			c.add("no warning does not sound alike", danger < alike)
			c.add("no warning sounds unalike", danger < unalike)
		}
	}
	for _, q := range everyday {
		if out(q) {
			c.add("ordinary does not sound alike", judge(q) < alike)
		}
	}
	c.hold(t, map[string]float64{
		"emergency sounds alike": 90, "emergency does not sound unalike": 99.5,
		"crisis sounds alike": 78, "crisis does not sound unalike": 97,
		"urgent sounds alike": 86, "urgent does not sound unalike": 98.5,
		"no warning does not sound alike": 95, "no warning sounds unalike": 60,
		"ordinary does not sound alike": 98.5,
	})
}

// TestStrangers tries the whole check on testdata/strangers.jsonl, by writers who saw neither patterns nor phrases, and
// whose words nobody has tuned on or learnt from: they are not even logged. These are the honest figures. What patterns
// alone reach there is given beside them.
func TestStrangers(t *testing.T) {
	r := shipped(t)
	learned := r.Learn(ordinary(t))
	f, err := os.Open("testdata/strangers.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, alone := newTally(), newTally()
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		var v struct {
			Text, Level string
			Fires       bool
		}
		if err := json.Unmarshal(lines.Bytes(), &v); err != nil {
			t.Fatalf("line %d: %v", c.total["all"]+1, err)
		}
		c.add("all", true)
		class, right := "no warning", func(l Level) bool { return !l.Warns() }
		if v.Fires {
			g, ok := GradeOf(v.Level)
			if !ok {
				t.Fatalf("line %d: unknown level %q", c.total["all"], v.Level)
			}
			class, right = g.Level.String(), func(l Level) bool { return l >= g.Level }
		}
		level, _ := top(learned.Check(v.Text))
		c.add(class, right(level))
		level, _ = top(r.Check(v.Text))
		alone.add(class, right(level))
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	if c.total["all"] < 500 {
		t.Fatalf("got %d lines, want all", c.total["all"])
	}
	for class, n := range alone.right {
		t.Logf("patterns alone, %s: %d of %d", class, n, alone.total[class])
	}
	c.hold(t, map[string]float64{"emergency": 95, "crisis": 92, "urgent": 95, "no warning": 91})
}

// TestLearn looks at what likeness does to single messages.
func TestLearn(t *testing.T) {
	r := shipped(t)
	if r.Learn(nil) != r {
		t.Error("with no ordinary messages: got other rules, want the same")
	}
	learned := r.Learn(ordinary(t))
	for _, text := range []string{"", "?", "hello", "back pain back pain back pain"} {
		if level, id := top(learned.Check(text)); level.Warns() {
			t.Errorf("%q: got %s", text, id)
		}
	}
	for _, p := range r.spoken { // a wish to die is never held back
		if p.rule != "SUICIDE-ACTIVE" || !p.fires {
			continue
		}
		before, _ := top(r.Check(p.Text))
		if after, _ := top(learned.Check(p.Text)); after < before {
			t.Errorf("%q: got %s, want %s as before", p.Text, after, before)
		}
	}
	for _, text := range []string{"neck pain", "back pain", "since monday", "my husband", "left leg", "foot cramps", "ibuprofen", "ripper",
		"the left side", "sciatica pain down my leg", "numb pinky and ring finger", "me duele la espalda",
		"me duele la espalda baja cuando me siento mucho tiempo", "tengo un nudo en la espalda", "puedo ir con mi esposo"} {
		if level, id := top(learned.Check(text)); level.Warns() {
			t.Errorf("%q: got %s; so few words, or Spanish ones, tell nothing", text, id)
		}
	}
	for _, c := range []struct {
		now    string
		before []string
	}{
		{"Hi there, I have been coming to your clinic for about two years. I wanted to ask what your prices are for a ninety minute session and whether you take gift cards. Do you have parking nearby? Also, my husband beats me.", nil},
		{"hi i love your place, the oils are great and the music too, what a nice studio! my chest feels crushed. see you on friday, what time do you open, and do you have gift cards for my mom?", nil},
		{"is wobbly.", []string{"Could you recommend something for vertigo? It started along with this sharp neck pain after I slept on the plane, and my walking"}},
		{"ever since that tooth abscess, what do you recommend", []string{"spine is sore, sweating through the sheets at night, feel rotten"}},
	} {
		if level, _ := top(learned.Check(c.now, c.before...)); !level.Warns() {
			t.Errorf("%q after %q: friendly words around a danger held it back", c.now, c.before)
		}
	}
	checks := learned.Check("my husband fell off the ladder and now he cant feel his bum")
	if len(checks) == 0 || checks[0].Alike != 0 {
		t.Errorf("a pattern's flag: got %+v", checks)
	}
}

func BenchmarkLearn(b *testing.B) {
	r, everyday := shipped(b), ordinary(b)
	b.ReportAllocs()
	for b.Loop() {
		r.Learn(everyday)
	}
}

// BenchmarkLearnedCheck is a check with the likeness, beside BenchmarkCheck without.
func BenchmarkLearnedCheck(b *testing.B) {
	r := shipped(b).Learn(ordinary(b))
	b.ReportAllocs()
	for b.Loop() {
		r.Check("hi, is deep tissue ok for a stiff neck after a long day at the desk?")
	}
}

// TestKeptAmongOthers puts phrases that a pattern warns of behind ordinary questions: they must warn as before.
func TestKeptAmongOthers(t *testing.T) {
	r := shipped(t)
	everyday := ordinary(t)
	learned := r.Learn(everyday)
	lost, tried := 0, 0
	for i, p := range r.spoken {
		if i%7 != 0 || r.wanted(p) == NoLevel {
			continue
		}
		text := p.Text + "."
		for n := range 4 {
			text = strings.TrimRight(everyday[(i*31+n*977)%len(everyday)], ".?! ") + ". " + text
		}
		before, _ := top(r.Check(text))
		if !before.Warns() {
			continue
		}
		tried++
		if after, _ := top(learned.Check(text)); after < before {
			lost++
		}
	}
	if tried < 200 || lost*100 > tried {
		t.Errorf("%d of %d were held back among ordinary questions, want next to none", lost, tried)
	}
}
