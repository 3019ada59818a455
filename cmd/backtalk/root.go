package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/spf13/cobra"

	"backtalk/internal/answer"
	"backtalk/internal/config"
	"backtalk/internal/corpus"
	"backtalk/internal/sign"
	"backtalk/internal/voice"
)

// app is what every command works with.
type app struct {
	getenv       func(string) string
	in           io.Reader
	out, errOut  io.Writer
	knowledgeDir string
	configFile   string
	secretsFile  string

	now func() time.Time // the clock that serving goes by

	topics  *corpus.Learnt // what the last load read of the built-in knowledge: the next one shares it
	lessons *sign.Learnt
}

// run is the program: it parses the arguments and runs the command. Its error is for the person at the terminal.
func (a *app) run(ctx context.Context, args []string) error {
	root := &cobra.Command{
		Use:   "backtalk",
		Short: "Answers massage and back-pain questions with the clinic's own words",
		Long: "Backtalk finds the passage of the clinic's articles that answers a question and shows it word for word,\n" +
			"or says that it doesn't know, or says that this needs a doctor. It invents nothing.",
		Example:       "  backtalk ask \"Can massage help my back pain?\"\n  backtalk chat",
		SilenceUsage:  true,
		SilenceErrors: true,
	}
	root.SetArgs(args)
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.errOut)
	root.PersistentFlags().StringVar(&a.knowledgeDir, "knowledge", "", "folder with your own articles (default: knowledge.folder of the configuration)")
	root.PersistentFlags().StringVar(&a.configFile, "config", "", "configuration file (YAML): clinic, phone, booking link (default: "+configName+", when it is there)")
	root.PersistentFlags().StringVar(&a.secretsFile, "secrets", "", "file with the tokens, for you alone to read (default: "+secretsName+" beside the configuration)")
	root.PersistentPreRun = func(*cobra.Command, []string) {
		if a.configFile == "" {
			a.configFile = a.existing(configName)
		}
	}
	root.AddCommand(a.askCommand(), a.chatCommand(), a.checkCommand(), a.passagesCommand(), a.importCommand(), a.reviewCommand(), a.learnCommand(), a.evalCommand(),
		a.exportCommand(), a.setupCommand(), a.serveCommand(), a.statusCommand(), a.discordCommand(), a.slackCommand())
	root.AddCommand(helpTopics()...)
	onlyNamed(root)
	namedHelp(root)
	root.SetFlagErrorFunc(wrongFlag)
	return root.ExecuteContext(ctx)
}

// state is everything that was loaded.
type state struct {
	config config.Config
	corpus *corpus.Corpus
	signs  *sign.Signs
	engine *answer.Engine
}

// load reads everything and builds the engine. What nobody answers for is left out where the configuration wants that.
func (a *app) load() (*state, error) {
	s, err := a.read()
	if err != nil {
		return nil, err
	}
	if s.config.RequireReview {
		s.corpus = reviewed(s.corpus, time.Now())
	}
	if s.engine, err = answer.New(s.corpus, s.signs, thresholds(s.config.Thresholds)); err != nil {
		return nil, err
	}
	return s, nil
}

// thrifty is the garbage that loading may leave beside what is kept, in percent of it: half as much as usual, since the knowledge
// that serves meanwhile is kept as well.
const thrifty = 50

// loadToStay is load for a program that goes on running: what loading leaves behind is given back to the system, more
// than it keeps.
func (a *app) loadToStay() (*state, error) {
	defer debug.SetGCPercent(debug.SetGCPercent(thrifty))
	s, err := a.load()
	debug.FreeOSMemory()
	return s, err
}

// read reads configuration, knowledge and danger signs, with every fault of all three.
func (a *app) read() (*state, error) {
	s := &state{}
	var configErr, corpusErr, signsErr error
	s.config, configErr = config.Load(a.configFile, a.getenv)
	folders, closeFolders, err := a.folders(s.config)
	if err != nil {
		return nil, err
	}
	defer closeFolders()
	folders.Learnt = a.topics
	signsDone := make(chan struct{})
	go func() {
		defer close(signsDone)
		s.signs, signsErr = sign.LoadWith(a.lessons, folders.Layers()...)
	}()
	s.corpus, corpusErr = corpus.Load(folders)
	<-signsDone
	if err := errors.Join(configErr, corpusErr, signsErr); err != nil {
		return nil, fmt.Errorf("this must be put right first:\n%w", err)
	}
	a.topics, a.lessons = s.corpus.Learnt(), s.signs.Learnt()
	return s, nil
}

// thresholds puts the configured values over the built-in ones.
func thresholds(t config.Thresholds) answer.Thresholds {
	th := answer.DefaultThresholds()
	for _, set := range []struct{ to, from *float64 }{{&th.Quote, t.Quote}, {&th.Clarify, t.Clarify}, {&th.Listen, t.Listen}} {
		if set.from != nil {
			*set.to = *set.from
		}
	}
	th.Clarify = min(th.Clarify, th.Quote)
	return th
}

// clinic is the configuration as the bot speaks of it.
func (s *state) clinic() voice.Clinic {
	c := s.config.Clinic
	own := !s.corpus.Builtin()
	if own && c.Unnamed {
		c.Name = ""
	}
	return voice.Clinic{Name: c.Name, Phone: c.Phone, ContactURL: c.ContactURL, BookingURL: c.BookingURL,
		BookingLabel: c.BookingLabel, Subjects: cmp.Or(c.Subjects, voice.Subjects(s.corpus)), Own: own, Contacts: c.Contacts()}
}

func (a *app) logger() *slog.Logger { return slog.New(slog.NewTextHandler(a.errOut, nil)) }
