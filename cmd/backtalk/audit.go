package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"

	"backtalk/internal/answer"
	"backtalk/internal/audit"
	"backtalk/internal/config"
	"backtalk/internal/terminal"
)

// auditOptions are what an audit goes by beside the articles.
func auditOptions(c config.Config) audit.Options {
	o := audit.Options{Serve: serving(c.Knowledge.Builtin)}
	if c.Clinic.Phone != "" || c.Clinic.ContactURL != "" {
		o.Told = append(o.Told, "phone-email")
	}
	return o
}

// sayFound says in a line or two how well people find what stands in a folder, or what is wrong with it. It is said beside something that was
// done, so that nothing fails by it.
func (a *app) sayFound(ctx context.Context, folder string) {
	said, err := a.lookInto(ctx, folder)
	if err != nil {
		said = err.Error() + "\n"
	}
	fmt.Fprint(a.out, terminal.Clean("\n"+said))
}

// lookInto audits a folder as if it were the clinic's own.
func (a *app) lookInto(ctx context.Context, folder string) (string, error) {
	other := *a
	other.knowledgeDir = folder
	s, err := other.read()
	if err != nil {
		return "", err
	}
	engine, err := answer.New(s.corpus, s.signs, thresholds(s.config.Thresholds))
	if err != nil {
		return "", err
	}
	defer engine.Close()
	found, err := audit.Run(ctx, engine, auditOptions(s.config))
	if err != nil {
		return "", err
	}
	return found.Lines(), nil
}

// auditing is the audit of the knowledge that serves, in the background. One is under way at a time.
type auditing struct {
	cancel context.CancelFunc
	done   chan struct{}
}

// start audits what was loaded and logs the figures, nothing else. The engine stays open until [auditing.stop] has returned.
func (x *auditing) start(s *state, log *slog.Logger) {
	x.stop()
	ctx, cancel := context.WithCancel(context.Background())
	x.cancel, x.done = cancel, make(chan struct{})
	go func() {
		defer close(x.done)
		found, err := audit.Run(ctx, s.engine, auditOptions(s.config))
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			log.Error("asking for the clinic's own sections", "error", err)
		default:
			n := found.Counts()
			log.Info("how well people find the clinic's own sections", "sections", n.Sections, "found_well", n.Well, "found_badly", n.Badly,
				"found_by_words_alone", n.Hidden, "usual_questions", n.Usual, "unanswered", n.Untold, "all_asked", !n.Cut)
		}
	}()
}

// stop ends the audit that is under way, if any, within a question's time.
func (x *auditing) stop() {
	if x.cancel != nil {
		x.cancel()
		<-x.done
	}
}
