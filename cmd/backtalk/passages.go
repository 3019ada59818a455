package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"backtalk/internal/config"
	"backtalk/internal/corpus"
	"backtalk/internal/terminal"
)

// passageLine is a passage as JSON: where it stands in its file and what it covers.
type passageLine struct {
	passageResult
	File    string   `json:"file"`
	Line    int      `json:"line"`
	Start   int      `json:"start"`
	End     int      `json:"end"`
	Heading string   `json:"heading"`
	Source  string   `json:"source"`
	Topics  []string `json:"topics"`
}

func (a *app) passagesCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "passages",
		Short:   "Show the articles as they were split",
		Example: "  backtalk passages\n  backtalk passages --knowledge my-articles --json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			cfg, err := config.Load(a.configFile, a.getenv)
			if err != nil {
				return fmt.Errorf("this must be put right first:\n%w", err)
			}
			folders, closeFolders, err := a.folders(cfg)
			if err != nil {
				return err
			}
			defer closeFolders()
			c, err := corpus.Load(folders)
			if err != nil {
				return fmt.Errorf("this must be put right first:\n%w", err)
			}
			for i, p := range c.Passages() {
				if asJSON {
					if err := writeJSON(a.out, newPassageLine(p)); err != nil {
						return err
					}
					continue
				}
				if i > 0 {
					fmt.Fprintln(a.out)
				}
				fmt.Fprint(a.out, terminal.Clean(describe(p)))
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object a line")
	return cmd
}

// describe shows a passage as staff read it: where it stands, what it covers, its words.
func describe(p *corpus.Passage) string {
	text := fmt.Sprintf("%s  (%s:%d)\n", p.ID(), p.Document().File, p.Line())
	if p.Heading() != "" {
		text += "under: " + p.Heading() + "\n"
	}
	if topics := p.Topics(); len(topics) > 0 {
		text += "covers: " + strings.Join(topics, ", ") + "\n"
	}
	return text + p.Text() + "\n"
}

func newPassageLine(p *corpus.Passage) passageLine {
	start, end := p.Span()
	topics := p.Topics()
	if topics == nil {
		topics = []string{}
	}
	return passageLine{newPassageResult(p), p.Document().File, p.Line(), start, end, p.Heading(), p.Source(), topics}
}
