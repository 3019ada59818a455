package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"backtalk/internal/answer"
	"backtalk/internal/corpus"
)

// explain tells in words that a clinic's staff can follow how an answer was found.
func explain(w io.Writer, a answer.Answer, c *corpus.Corpus, today time.Time) {
	fmt.Fprintln(w, "Why")
	if a.Resolved != "" {
		fmt.Fprintf(w, "  It was read together with the message before: %s\n", a.Resolved)
	}
	for _, f := range a.Signs {
		state := "somebody has this sign"
		if f.Net {
			state = "not sure: the answer stays, with one line of caution before it"
		}
		fmt.Fprintf(w, "  Sign: %s (%s; %s)\n", f.Title, f.Level, state)
		if f.Certain != "" {
			fmt.Fprintf(w, "    Its certain words are there: %s\n", f.Certain)
		}
		if f.Why != "" {
			fmt.Fprintf(w, "    Log-odds of danger %.1f, weighed from: %s\n", f.Score, f.Why)
		}
	}
	explainWords(w, a)
	explainVotes(w, a)
	explainHits(w, a, c, today)
	fmt.Fprintf(w, "  Confidence that the best passage answers the question: %.0f %%\n", 100*a.Confidence)
	fmt.Fprintf(w, "  Decision: %s, because %s.\n", a.Outcome, a.Reason)
}

func explainWords(w io.Writer, a answer.Answer) {
	for _, c := range a.Search.Corrections {
		fmt.Fprintf(w, "  Nobody here writes %q; it was taken for %q.\n", c.From, c.To)
	}
	var words, unknown []string
	for _, t := range a.Search.Terms {
		word := t.Word
		if t.Concept != "" && t.Concept != t.Word {
			word += " (same as " + strings.ReplaceAll(t.Concept, "_", " ") + ")"
		}
		words = append(words, word)
		if !t.Known {
			unknown = append(unknown, t.Word)
		}
	}
	if len(words) == 0 {
		fmt.Fprintln(w, "  The message holds no word that counts.")
		return
	}
	fmt.Fprintf(w, "  Words that count: %s\n", strings.Join(words, ", "))
	if len(unknown) > 0 {
		fmt.Fprintf(w, "  Words that nothing here uses: %s\n", strings.Join(unknown, ", "))
	}
}

func explainVotes(w io.Writer, a answer.Answer) {
	fmt.Fprintln(w, "  What it resembles, going by how people ask:")
	for _, v := range a.Search.Votes[:min(5, len(a.Search.Votes))] {
		fmt.Fprintf(w, "    %3.0f %%  %s (%s)\n", 100*v.Share, v.Topic.Ask, v.Topic.ID)
	}
}

func explainHits(w io.Writer, a answer.Answer, c *corpus.Corpus, today time.Time) {
	fmt.Fprintln(w, "  Best sections:")
	for i, h := range a.Hits[:min(5, len(a.Hits))] {
		f := h.Features
		fmt.Fprintf(w, "    %3.0f %%  %s (as likely as 0 to 1: words %.2f, meaning %.2f, subjects %.2f, its topics %.2f", 100*h.Share, h.Section, f.Coverage,
			max(f.HeadingVector, f.WholeVector, f.SentenceVector), max(f.HeadingTopics, f.WholeTopics, f.SentenceTopics), f.Vote)
		if len(h.Found) > 0 {
			fmt.Fprintf(w, "; holds %s", strings.Join(h.Found, ", "))
		}
		if len(h.Missed) > 0 {
			fmt.Fprintf(w, "; lacks %s", strings.Join(h.Missed, ", "))
		}
		fmt.Fprintln(w, ")")
		if d := h.Passage.Document(); d.ReviewState(today) != corpus.Reviewed && (i == 0 || quoted(a, h.Passage)) {
			fmt.Fprintf(w, "          (%s)\n", reviewLine(d, today))
		}
	}
	if t := a.Topic; t != nil && len(c.Covering(t.ID)) == 0 {
		for _, p := range c.Whole().Covering(t.ID)[:min(1, len(c.Whole().Covering(t.ID)))] {
			fmt.Fprintf(w, "          (%s would answer, but require_review withholds it: %s)\n", p.ID(), reviewLine(p.Document(), today))
		}
	}
}

// quoted tells whether an answer shows a passage.
func quoted(a answer.Answer, p *corpus.Passage) bool {
	return slices.ContainsFunc(a.Quotes, func(h answer.Hit) bool { return h.Passage == p })
}
