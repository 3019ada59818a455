package review

import (
	"cmp"
	"slices"

	"backtalk/internal/sign"
)

// figures are how a sign judges its examples.
type figures struct {
	Right, All   int
	Misses       []miss   // what is not judged as it must be
	Warned, Left []string // what is: examples that the sign must find, and that it must leave alone
}

// miss is an example that is judged wrongly.
type miss struct {
	Text string
	Got  string // what happens to it instead
}

// judge tries a sign's messages: those that it must find and those that it must leave alone.
func judge(signs *sign.Signs, sg sign.Sign, fires, not []string) figures {
	f := figures{All: len(fires) + len(not)}
	try := func(messages []string, judged func([]sign.Finding, sign.Sign) (string, bool)) (right []string) {
		for _, message := range messages {
			if instead, ok := judged(signs.Check(message), sg); ok {
				right = append(right, message)
			} else {
				f.Misses = append(f.Misses, miss{message, instead})
			}
		}
		return right
	}
	f.Warned = try(fires, found)
	f.Left = try(not, leftAlone)
	f.Right = len(f.Warned) + len(f.Left)
	return f
}

// found reports whether a sign is found, or a warning as grave; else what happens instead.
func found(all []sign.Finding, sg sign.Sign) (instead string, right bool) {
	instead = "is not noticed"
	for _, f := range all {
		switch {
		case f.ID == sg.ID && !f.Net, f.Warns() && sg.Grade.Level.Warns() && f.Level >= sg.Grade.Level:
			return "", true
		case f.Warns():
			instead = "is warned of only as " + f.ID
		case f.Net:
			instead = "gets the line before the answer only"
		}
	}
	return instead, false
}

// leftAlone reports whether nothing is warned of and the sign is not found; else what is.
func leftAlone(all []sign.Finding, sg sign.Sign) (instead string, right bool) {
	for _, f := range all {
		if f.Warns() || f.ID == sg.ID && !f.Net {
			return "must be left alone, and is taken for " + f.ID, false
		}
	}
	return "", true
}

// some picks n of a list, evenly over it, so that plain messages and others, English and Spanish are among them. The two
// longest are left out first.
func some(list []string, n int) []string {
	list = slices.Clone(list)
	for range 2 {
		if len(list) > n {
			longest := slices.MaxFunc(list, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
			list = slices.Delete(list, slices.Index(list, longest), slices.Index(list, longest)+1)
		}
	}
	if len(list) <= n {
		return list
	}
	out := make([]string, n)
	for i := range out {
		out[i] = list[i*len(list)/n]
	}
	return out
}
