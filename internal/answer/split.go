package answer

import (
	"strings"

	"backtalk/internal/text"
)

// maxAsking is how many asking sentences of one message are looked at; it bounds the work for rambling messages.
const maxAsking = 4

// stripMentions removes mentions of people and the @ of names, which say nothing about the subject.
func stripMentions(s string) string {
	if !strings.ContainsRune(s, '@') {
		return s
	}
	fields := strings.Fields(s)
	out := fields[:0]
	for _, f := range fields {
		if !strings.HasPrefix(f, "@") && !strings.HasPrefix(f, "<@") {
			out = append(out, f)
		}
	}
	return strings.Join(out, " ")
}

// sentencesOf splits a message into sentences, the way people part them in chat: at . ? ! ; and line breaks, and where
// "and" or "also" starts a second question.
func sentencesOf(message string) []string {
	var out []string
	start := 0
	add := func(end int) {
		out = append(out, secondQuestions(strings.TrimSpace(message[start:end]))...)
		start = end
	}
	for i, r := range message {
		switch r {
		case '?', '!', ';', '\n', '…':
			add(i + len(string(r)))
		case '.':
			if i+1 == len(message) || message[i+1] == ' ' || message[i+1] == '\n' || message[i+1] == '.' {
				add(i + 1)
			}
		}
	}
	add(len(message))
	kept := out[:0]
	for _, s := range out {
		if hasWords(s) {
			kept = append(kept, s)
		}
	}
	return kept
}

// secondQuestions parts "does it help and how much is it" in two.
func secondQuestions(s string) []string {
	lower := strings.ToLower(s)
	if len(lower) != len(s) {
		return []string{s}
	}
	for _, joint := range []string{" and ", ", ", " also ", " & ", " plus ", " n "} {
		for from := 0; ; {
			at := strings.Index(lower[from:], joint)
			if at < 0 {
				break
			}
			at += from
			rest := lower[at+len(joint):]
			if opensQuestion(rest) && wordCount(rest) >= 3 && asks(lower[:at]) && wordCount(lower[:at]) >= 3 {
				return append(secondQuestions(s[:at]), secondQuestions(s[at+len(joint):])...)
			}
			from = at + len(joint)
		}
	}
	return []string{s}
}

func wordCount(s string) int { return len(strings.Fields(s)) }

// opensQuestion tells whether a sentence starts the way questions do.
func opensQuestion(s string) bool {
	for w := range text.All(s) { // one by one: long messages are looked at from many places
		switch w.Norm {
		case "so", "and", "but", "um", "uh", "ok", "okay", "hi", "hey", "hello", "please", "just", "also", "well", "or", "then",
			"seriously", "anyway", "btw", "lol", "now", "yo":
			continue
		case "what", "whats", "which", "who", "whos", "whose", "where", "wheres", "when", "whens", "why", "whys", "how", "hows",
			"is", "are", "am", "was", "can", "could", "do", "does", "did", "would", "will", "should", "shall", "may",
			"isnt", "arent", "dont", "doesnt", "wouldnt", "cant", "shouldnt", "any", "anyone", "anybody", "has", "have":
			return true
		}
		return false
	}
	return false
}

// lastSentence is the last sentence of a message: who goes on after a question has answered it, or asks somebody else.
func lastSentence(message string) string {
	all := text.Sentences(message)
	if len(all) == 0 {
		return message
	}
	return all[len(all)-1]
}

// asks tells whether a sentence is a question, with or without its mark.
func asks(s string) bool {
	if strings.ContainsAny(s, "?？¿") || opensQuestion(s) {
		return true
	}
	norm := " " + text.Normal(s) + " "
	for _, sign := range []string{" wondering ", " wonder ", " want to know ", " wanna know ", " tell me ", " curious ", " any idea", " any chance ",
		" let me know ", " would it ", " would a ", " would massage ", " does it ", " does massage ", " can it ", " can massage ", " is it ", " is massage ",
		" should i ", " can i ", " could i ", " do i ", " do you ", " do u ", " can you ", " can u ", " what is ", " what's ", " what kind ", " which one ",
		" is there ", " are there ", " explain ", " worth it ", " recommend ", " would that ", " will it ", " will massage ", " whether ", " asks "} {
		if strings.Contains(norm, sign) {
			return true
		}
	}
	return false
}

// focus finds the sentences of a message that ask, when there are others beside them; of many the last ones, since
// people tell their story first. It is empty when the message is best taken whole.
func focus(message string) []string {
	all := sentencesOf(message)
	if len(all) < 2 {
		return nil
	}
	var asking []string
	for _, s := range all {
		if asks(s) && wordCount(s) >= 3 {
			asking = append(asking, s)
		}
	}
	if len(asking) > maxAsking {
		asking = asking[len(asking)-maxAsking:]
	}
	return asking
}

// isFollowUp tells whether a message may lean on the one before it: short, or starting the way follow-ups do.
func isFollowUp(s string) bool {
	words, n := text.Norms(s), wordCount(s)
	if len(words) == 0 || n > 12 {
		return false
	}
	switch words[0] {
	case "and", "but", "or", "also", "then", "so", "it", "that", "what", "how", "why", "which":
		return true
	}
	if n <= 4 {
		return true
	}
	for _, w := range words {
		switch w {
		case "it", "that", "this", "they", "them", "those", "one", "ones", "same", "instead", "else":
			return true
		}
	}
	return false
}

// leansBack tells whether a sentence speaks of something named before it.
func leansBack(s string) bool {
	for _, w := range text.Norms(s) {
		switch w {
		case "it", "that", "this", "they", "them", "those", "these", "one":
			return true
		}
	}
	return false
}

// withoutJoint drops the words that tie a short message to the one before it: "and shiatsu?", "what about sleep".
func withoutJoint(message string) string {
	rest := message
	for {
		cut := false
		for _, joint := range []string{"and ", "ok ", "okay ", "so ", "also ", "but ", "what about ", "how about ", "or "} {
			if len(rest) > len(joint) && strings.EqualFold(rest[:len(joint)], joint) {
				rest, cut = strings.TrimSpace(rest[len(joint):]), true
			}
		}
		if !cut {
			break
		}
	}
	if wordCount(rest) > 4 {
		return message
	}
	return rest
}

// meansAnother tells whether somebody says that the answer before was about another thing than they meant.
func meansAnother(s string) bool {
	norm := " " + strings.Join(text.Norms(s), " ") + " "
	if wordCount(s) > 9 {
		return false
	}
	for _, sign := range []string{" the other one ", " not that one ", " not what i asked ", " not what i meant ", " thats not it ", " wrong one ", " i meant something else ", " no the other "} {
		if strings.Contains(norm, sign) {
			return true
		}
	}
	return false
}

// questionWord tells a word that asks, without saying about what.
func questionWord(w string) bool {
	switch w {
	case "why", "how", "what", "whats", "which", "when", "where", "who", "long", "much", "many", "often", "far", "soon", "come", "exactly", "else", "more":
		return true
	}
	return false
}
