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
	denied := false
	for w := range text.All(s) { // one by one: long messages are looked at from many places
		switch w.Norm {
		case "so", "and", "but", "um", "uh", "ok", "okay", "hi", "hey", "hello", "please", "just", "also", "well", "or", "then",
			"seriously", "anyway", "btw", "lol", "now", "yo", "till", "until", "from", "at":
			continue
		case "what", "whats", "which", "who", "whos", "whose", "where", "wheres", "when", "whens", "why", "whys", "how", "hows",
			"is", "are", "am", "was", "can", "could", "do", "does", "did", "would", "will", "should", "shall", "may",
			"any", "anyone", "anybody", "has", "have":
			return true
		case "isnt", "arent", "dont", "doesnt", "wouldnt", "cant", "shouldnt":
			denied = true // "dont you" asks, "dont want" does not
			continue
		case "i", "you", "u", "we", "he", "she", "it", "they", "there", "that", "this", "the", "a", "my", "your":
			return denied
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
