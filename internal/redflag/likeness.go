package redflag

import (
	"strings"

	"backtalk/internal/classify"
)

// How sure the likeness must be. Of phrases left out of the learning, 92 in 100 emergencies sound this much like one and
// 3 in 100 harmless ones do; 1 emergency in 300, and 2 in 3 harmless phrases, sound so little like one
// (TestLikeness).
const (
	alike    = 0.95 // to warn where no pattern fits
	unalike  = 0.08 // of the whole message, to hold a pattern back
	doubtful = 0.5  // of no sentence of it, for that
)

// likeness tells whether a message sounds like those in which people told of a sign. Patterns know the words that
// somebody thought of; this knows the ways that people have put it, and weighs every word of the message.
type likeness struct {
	classifier *classify.Classifier
	signs      []sign // by class
}

// sign is a class: a rule's sign, or harmless talk.
type sign struct {
	rule  int32 // -1 for what is harmless
	level Level
}

// Learn returns rules that also notice messages like their examples and phrases. Ordinary are messages of people who
// are in no danger: without them, everything would sound like a danger, so with fewer of them than of phrases, or with
// no phrases, it returns r.
func (r *Rules) Learn(ordinary []string) *Rules {
	if len(r.spoken) == 0 || len(ordinary) < len(r.spoken) {
		return r
	}
	type said struct {
		text  string
		class int
	}
	l := &likeness{signs: []sign{{rule: -1}, {rule: -1}}}
	const everyday, harmless = 0, 1
	var all []said
	add := func(class int, lines []Line) {
		for _, line := range lines {
			all = append(all, said{line.Text, class})
		}
	}
	classes := map[string]int{}
	for i, ru := range r.all {
		classes[ru.ID] = harmless
		if ru.Grade.Level.Warns() {
			classes[ru.ID] = len(l.signs)
			l.signs = append(l.signs, sign{int32(i), ru.Grade.Level})
		}
		add(classes[ru.ID], ru.Fires)
		add(harmless, ru.Not)
	}
	for _, p := range r.spoken {
		k := harmless
		if p.fires {
			k = classes[p.rule]
		}
		all = append(all, said{p.Text, k})
	}
	for _, text := range ordinary {
		all = append(all, said{text, everyday})
	}
	examples := make([]classify.Example, len(all))
	classify.Parallel(len(all), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			s := r.scan(all[i].text, nil)
			examples[i] = classify.Example{Text: s.seen(), Class: all[i].class}
			r.pool.Put(s)
		}
	})
	l.classifier = classify.Fit(examples, len(l.signs))
	learned := *r
	learned.likeness = l
	return &learned
}

// judge returns how likely a message tells of a danger, and of which: the likeliest sign of the likeliest level.
func (l *likeness) judge(t classify.Text) (danger float64, likeliest sign) {
	shares := l.classifier.Classify(t)
	var levels [Emergency + 1]float64
	for k, sg := range l.signs {
		if sg.rule >= 0 {
			levels[sg.level] += float64(shares[k])
		}
	}
	level := Urgent
	for i := Urgent; i <= Emergency; i++ {
		danger += levels[i]
		if levels[i] >= levels[level] {
			level = i
		}
	}
	best := float32(-1)
	for k, sg := range l.signs {
		if sg.rule >= 0 && sg.level == level && shares[k] > best {
			best, likeliest = shares[k], sg
		}
	}
	return danger, likeliest
}

// seen is what the likeness sees of the message being answered: its words, and which sets of the rules it holds, with
// those apart that are negated, over or somebody's talk.
func (s *scan) seen() classify.Text {
	var t classify.Text
	for _, p := range s.pieces {
		if p.brk != noBreak {
			continue
		}
		word := p.word
		if same, ok := s.rules.same[word]; ok {
			word = same
		}
		t.Words = append(t.Words, word)
		t.Stems = append(t.Stems, stem(word))
	}
	for _, alt := range s.alts {
		name := s.rules.marks[alt]
		if name == "" {
			continue
		}
		now, clear := false, false
		for _, h := range s.hits[s.first[alt]:][:s.found[alt]] {
			if s.tokens[h.start].message == 0 {
				now = true
				clear = clear || h.flags == 0
			}
		}
		switch {
		case clear:
			t.Marks = append(t.Marks, name)
		case now:
			t.Marks = append(t.Marks, "not "+name)
		}
	}
	return t
}

// minWords is how many words a message needs to warn by likeness alone. In a shorter one a single word decides ("since
// monday", "neck pain"); no true find in strangers' phrases had fewer than nine.
const minWords = 7

// liken lets the likeness have its say about a message that the patterns have read: it adds a danger that no pattern
// fits, and takes one that sounds like everyday talk for talk about the sign ("killer workout"), which is then
// answered with a line on what to do if somebody has it. It knows too little Spanish to speak of it, and never holds
// back a sign that the asker's messages tell together.
func (r *Rules) liken(s *scan, now string, before []string) {
	if r.likeness == nil {
		return
	}
	text := s.seen()
	if spanish(text.Words) {
		return
	}
	danger, sg := r.likeness.judge(text)
	if danger < unalike && s.warns(r) && r.harmless(now) {
		alone := r.alone(now, before)
		for i := range s.fired {
			f := &s.fired[i]
			if r.rules[f.rule].certain || alone != nil && !alone[f.rule] {
				continue
			}
			f.asked = f.asked || r.rules[f.rule].askable
		}
	}
	if danger < alike || len(text.Words) < minWords {
		return
	}
	if f := s.firing(sg.rule); f != nil && !f.asked {
		return
	}
	s.fire(firing{rule: sg.rule, pattern: -1, level: -1, alike: danger})
}

// levelOf is the level of a rule that has fired.
func (r *Rules) levelOf(f firing) Level {
	if f.level >= 0 {
		return r.rules[f.rule].graver[f.level].grade.Level
	}
	return r.all[f.rule].Grade.Level
}

func (s *scan) warns(r *Rules) bool {
	for _, f := range s.fired {
		if !f.asked && r.levelOf(f).Warns() {
			return true
		}
	}
	return false
}

// alone tells which rules fire on a message without those before it; nil when there are none before it.
func (r *Rules) alone(now string, before []string) map[int32]bool {
	if len(before) == 0 {
		return nil
	}
	s := r.scan(now, nil)
	defer r.pool.Put(s)
	r.match(s)
	out := map[int32]bool{}
	for _, f := range s.fired {
		if !f.asked {
			out[f.rule] = true
		}
	}
	return out
}

// Sizes of the pieces of a long sentence that are judged by themselves, in words.
const (
	window = 24
	stride = 12
)

// harmless reports whether no sentence of a text, by itself, sounds like a danger either: friendly words around it do
// not make one harmless.
func (r *Rules) harmless(text string) bool {
	for sentence := range strings.FieldsFuncSeq(plain(text), func(c rune) bool { return strings.ContainsRune(".?!;\n", c) }) {
		fields := strings.Fields(sentence)
		for from := 0; from < len(fields); from += stride {
			s := r.scan(strings.Join(fields[from:min(from+window, len(fields))], " "), nil)
			danger, _ := r.likeness.judge(s.seen())
			r.pool.Put(s)
			if danger >= doubtful {
				return false
			}
			if from+window >= len(fields) {
				break
			}
		}
	}
	return true
}

// spanish reports whether a quarter of the words, and at least two, are small words of Spanish that are not English ones.
func spanish(words []string) bool {
	n := 0
	for _, w := range words {
		switch w {
		case "el", "la", "los", "las", "un", "una", "que", "con", "por", "para", "desde", "cuando", "mi", "mis", "se", "de", "en",
			"muy", "duele", "duelen", "tengo", "hace", "esta", "estoy", "siento", "quiero", "puedo", "mucho", "y", "sin", "mas", "del", "al":
			n++
		}
	}
	return n >= 2 && 4*n >= len(words)
}
