package redflag

import (
	"backtalk/internal/classify"
)

// How sure the likeness must be. Of phrases left out of the learning, 93 in 100 emergencies sound this much like one and
// 3 in 100 harmless ones do; 1 emergency in 1,000 and 2 in 3 harmless phrases sound so little like one (TestLikeness).
const (
	alike   = 0.95 // to warn where no pattern fits
	unalike = 0.08 // to hold a pattern back
)

// likeness tells whether a message sounds like those in which people told of a sign. Patterns know the words that
// somebody thought of; this knows the ways that people have put it, and weighs every word of the message.
type likeness struct {
	classifier *classify.Classifier
	signs      []sign // by class
}

// sign is a class: a rule's sign, in English or Spanish, or harmless talk.
type sign struct {
	rule    int32 // -1 for what is harmless
	spanish bool
	level   Level
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
	class := func(i int, spanish bool) int {
		if !r.all[i].Grade.Level.Warns() {
			return harmless
		}
		l.signs = append(l.signs, sign{int32(i), spanish, r.all[i].Grade.Level})
		return len(l.signs) - 1
	}
	for i, ru := range r.all {
		classes[ru.ID] = class(i, false)
		add(classes[ru.ID], ru.Fires)
		add(harmless, ru.Not)
		if es := ru.Spanish; es != nil {
			add(class(i, true), es.Fires)
			add(harmless, es.Not)
		}
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
func (l *likeness) judge(s *scan) (danger float64, likeliest sign) {
	shares := l.classifier.Classify(s.seen())
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

// liken lets the likeness have its say about a message that the patterns have read: it adds a danger that no pattern
// fits, and takes one that sounds like everyday talk for talk about the sign ("killer workout"), which is then
// answered with a line on what to do if somebody has it.
func (r *Rules) liken(s *scan) {
	if r.likeness == nil {
		return
	}
	danger, sg := r.likeness.judge(s)
	if danger < unalike {
		for i := range s.fired {
			if f := &s.fired[i]; !r.rules[f.rule].certain {
				f.asked = f.asked || r.rules[f.rule].askable
			}
		}
	}
	if danger < alike {
		return
	}
	if f := s.firing(sg.rule); f != nil && !f.asked {
		return
	}
	s.fire(firing{rule: sg.rule, pattern: -1, spanish: sg.spanish, level: -1, alike: danger})
}
