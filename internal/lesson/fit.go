package lesson

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"hash/fnv"

	"backtalk/internal/classify"
	"backtalk/internal/sign"
)

// Settings of the fit, chosen on held-out voices.
const (
	folds  = 5   // parts in which voices are held out
	fits   = 5   // averaged: one alone moves by some lines in a hundred with the order of the examples
	passes = 6   // over the examples
	least  = 0.6 // how near to 0 a weight of the classifiers is dropped; nine in ten go, and no figure falls
)

// Inputs is the hash of everything that is learnt of the signs from.
func (l *Lesson) Inputs() [32]byte {
	h := sha256.New()
	fmt.Fprintln(h, folds, fits, passes, least)
	l.Signs.Fingerprint(h)
	for _, e := range l.Examples {
		fmt.Fprintf(h, "%q %q %q %g\n", e.Text, e.Class, e.Voice, e.Share)
	}
	for _, e := range l.Follow {
		fmt.Fprintf(h, "%q %d\n", e.Text, e.Follow)
	}
	return [32]byte(h.Sum(nil))
}

// student is an example on its way through the fit.
type student struct {
	Example
	seen     classify.Text
	class    int
	danger   int
	fold     int
	opinions sign.Opinions
}

// Fit fits the classifiers to the examples, and the weights of their opinions to what they think of examples that are held out, a fifth of
// the voices at a time. It calls held, when that is not nil, with each example and the log-odds of danger that it got while it was
// held out. It takes a minute for 40,000 examples; the same ones give the same to the bit.
func (l *Lesson) Fit(held func(Example, float64)) *sign.Learnt {
	out := &sign.Learnt{}
	students := l.students(out)
	for fold := range folds {
		part := *out
		part.Talk = fitTalk(students, len(out.Kinds), fold)
		with := l.Signs.With(&part)
		classify.Parallel(len(students), func(lo, hi int) {
			for i := lo; i < hi; i++ {
				if students[i].fold == fold {
					students[i].opinions = with.Opinions(students[i].Text)
				}
			}
		})
	}
	var cases []classify.Case
	for i := range students {
		if e := &students[i]; e.Share > 0 {
			cases = append(cases, classify.Case{X: e.opinions.Vector(), Yes: e.danger == 1, N: e.Share})
		}
	}
	out.Weights = classify.Logistic(cases, sign.NumOpinions)
	if held != nil {
		for i := range students {
			held(students[i].Example, out.Score(students[i].opinions))
		}
	}
	out.Talk = fitTalk(students, len(out.Kinds), -1)
	out.Talk.Prune(least)
	out.Follow = l.fitFollow()
	return out
}

// students reads the examples, and names their classes.
func (l *Lesson) students(out *sign.Learnt) []student {
	class, danger := map[string]int{}, map[string]int{}
	for _, sg := range l.Signs.All() {
		if sg.Grade.Level.Warns() {
			danger[sg.ID] = 1
		}
	}
	list := make([]student, len(l.Examples))
	for i, e := range l.Examples {
		k, ok := class[e.Class]
		if !ok {
			k = len(out.Kinds)
			class[e.Class], out.Kinds = k, append(out.Kinds, e.Class)
		}
		h := fnv.New32a()
		h.Write([]byte(cmp.Or(e.Voice, e.Text)))
		list[i] = student{Example: e, class: k, danger: danger[e.Class], fold: int(h.Sum32()>>3) % folds}
	}
	classify.Parallel(len(list), func(lo, hi int) {
		for i := lo; i < hi; i++ {
			list[i].seen = l.Signs.See(list[i].Text)
		}
	})
	return list
}

// fitTalk fits both heads, danger or not and matters, to all examples but those of a fold.
func fitTalk(students []student, kinds, without int) *classify.Classifier {
	var texts []classify.Text
	danger, matter := classify.Labels{Classes: 2, Passes: passes, Fits: fits}, classify.Labels{Classes: kinds, Passes: passes, Fits: fits}
	for i := range students {
		if e := &students[i]; e.fold != without {
			texts, danger.Class, matter.Class = append(texts, e.seen), append(danger.Class, e.danger), append(matter.Class, e.class)
		}
	}
	return classify.FitHeads(texts, danger, matter)
}

// fitFollow fits the classifier of what comes after a warning.
func (l *Lesson) fitFollow() *classify.Classifier {
	list := make([]classify.Example, len(l.Follow))
	for i, e := range l.Follow {
		list[i] = classify.Example{Text: l.Signs.See(e.Text), Class: int(e.Follow)}
	}
	return classify.Fit(list, sign.NumFollows)
}
