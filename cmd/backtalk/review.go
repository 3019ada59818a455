package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"backtalk/internal/answer"
	"backtalk/internal/config"
	"backtalk/internal/corpus"
	"backtalk/internal/review"
	"backtalk/internal/voice"
)

func (a *app) reviewCommand() *cobra.Command {
	examples := false
	cmd := &cobra.Command{
		Use:   "review [FOLDER]",
		Short: "Write one page with everything that the bot can say, for reading and signing",
		Long: "Writes a page (HTML) for a browser and for paper: every danger sign on a page of its own, every passage with its\n" +
			"source and the topics that it covers, every fixed phrase, every reply, with boxes to sign; on top, what is still\n" +
			"open and how long it takes. It is one file without scripts that loads nothing from anywhere.\n\n" +
			"With --examples it shows every example of each sign, not eight of each kind, and what a folder holds in\n" +
			review.PhrasesFile + ", what is judged wrongly first; and beside each passage, of the questions in\n" +
			review.QuestionsFile + ", the first that lead to it. That is too long to read in an evening.",
		Example: "  backtalk review > review.html\n  backtalk review --knowledge my-articles --config backtalk.yaml > review.html\n" +
			"  backtalk review --examples knowledge > examples.html",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 && !examples {
				return errors.New("a folder of phrases is for --examples; articles are given with --knowledge")
			}
			return cobra.MaximumNArgs(1)(cmd, args)
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := a.read()
			if err != nil {
				return err
			}
			var said phrases
			if examples {
				if said, err = a.phrases(s.config.Knowledge, args); err != nil {
					return err
				}
			}
			engine, err := answer.New(s.corpus, s.signs, thresholds(s.config.Thresholds))
			if err != nil {
				return err
			}
			defer engine.Close()
			return review.Write(a.out, review.Input{
				Clinic: s.config.Clinic.Name, Corpus: s.corpus, Signs: s.signs, Voice: voice.New(s.clinic()),
				Required: s.config.RequireReview, Today: time.Now(), Examples: examples,
				Phrases: said.signs, Questions: said.topics, Leads: leads(cmd.Context(), engine),
			})
		},
	}
	cmd.Flags().BoolVar(&examples, "examples", false, "show every example of the signs, and the phrases in FOLDER (or in the folder of your articles)")
	return cmd
}

// phrases are what people say for the signs, and how they ask about the topics.
type phrases struct {
	signs  map[string]review.Phrases
	topics map[string][]string
}

// phrases reads the phrases in the folder that is given, or in that of the articles when it has any.
func (a *app) phrases(k config.Knowledge, args []string) (p phrases, err error) {
	dir := a.ownFolder(k)
	if len(args) > 0 {
		dir = args[0]
	}
	if dir == "" {
		return p, nil
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return p, fmt.Errorf("opening the folder of phrases: %w", err)
	}
	defer root.Close()
	var signsErr, topicsErr error
	p.signs, signsErr = review.ReadPhrases(root.FS())
	p.topics, topicsErr = review.ReadQuestions(root.FS())
	none := errors.Is(signsErr, fs.ErrNotExist) && errors.Is(topicsErr, fs.ErrNotExist)
	if none && len(args) > 0 {
		return phrases{}, errors.Join(signsErr, topicsErr)
	}
	for _, err := range []error{signsErr, topicsErr} {
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return phrases{}, err
		}
	}
	return p, nil
}

// leads tells whether a question gets a passage from an engine.
func leads(ctx context.Context, engine *answer.Engine) func(string, *corpus.Passage) (bool, error) {
	return func(question string, p *corpus.Passage) (bool, error) {
		got, err := engine.Answer(ctx, answer.Question{Text: question, Addressed: true})
		if err != nil {
			return false, err
		}
		return got.Outcome != answer.Warn && quoted(got, p), nil
	}
}

// reviewed is the part of the knowledge that somebody answers for today.
func reviewed(c *corpus.Corpus, today time.Time) *corpus.Corpus {
	return c.Only(func(p *corpus.Passage) bool { return p.Document().ReviewState(today) == corpus.Reviewed })
}

// reviewLine says of an article that nobody answers for today why that is so.
func reviewLine(d *corpus.Document, today time.Time) string {
	if d.ReviewState(today) == corpus.Expired {
		return fmt.Sprintf("the review of this article, by %s, expired after %s", d.ReviewedBy, d.ReviewUntil)
	}
	return "nobody has reviewed this article yet"
}

// reviews tells which sections nobody answers for today, and what becomes of them.
func (r checkReport) reviews(cfg config.Config, today time.Time) {
	var unreviewed, expired []string
	withheld := 0
	for _, d := range r.corpus.Documents() {
		state, tells := d.ReviewState(today), r.tells(d)
		for _, s := range d.Sections {
			switch {
			case len(s.Passages) == 0:
				continue
			case !tells:
			case state == corpus.Unreviewed:
				unreviewed = append(unreviewed, s.ID)
			case state == corpus.Expired:
				expired = append(expired, fmt.Sprintf("%s (until %s)", s.ID, d.ReviewUntil))
			}
			if state != corpus.Reviewed {
				withheld += len(s.Passages)
			}
		}
	}
	if len(unreviewed) > 0 {
		r.print("\nSections that nobody has reviewed: %s", strings.Join(unreviewed, ", "))
	}
	if len(expired) > 0 {
		r.print("\nSections past their date, to be reviewed again: %s", strings.Join(expired, ", "))
	}
	if cfg.RequireReview && withheld > 0 {
		r.print("\nrequire_review withholds %d of %d passages from clients; what they cover counts as covered by nothing.", withheld, len(r.corpus.Passages()))
	}
}

// pairs names the passages that should be read side by side, each two of them; many of one topic stand on one line.
func (r checkReport) pairs() {
	byTopic := map[string][]review.Pair{}
	var topics []string
	for _, p := range review.Pairs(r.corpus) {
		if byTopic[p.Topic.ID] == nil {
			topics = append(topics, p.Topic.ID)
		}
		byTopic[p.Topic.ID] = append(byTopic[p.Topic.ID], p)
	}
	if len(topics) > 0 {
		r.print("\nPassages of one topic in different sections; do they agree? (\"backtalk review\" shows them)")
	}
	for _, id := range topics {
		if pairs := byTopic[id]; len(pairs) <= 3 {
			for _, p := range pairs {
				r.print("  %-26s %s and %s", id, p.A.ID(), p.B.ID())
			}
			continue
		}
		var all []string
		for _, p := range r.corpus.Covering(id) {
			all = append(all, p.ID())
		}
		r.print("  %-26s every two of %s", id, strings.Join(all, ", "))
	}
}
