package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"backtalk/internal/config"
	"backtalk/internal/importing"
	"backtalk/internal/terminal"
)

func (a *app) importCommand() *cobra.Command {
	var to string
	var force bool
	cmd := &cobra.Command{
		Use:   "import FILE|https://...",
		Short: "Make an article of a web page, a table of questions and answers, or a Word document",
		Long: "Takes the questions and answers, or the headings and their text, out of a saved web page (.html), a page on the web\n" +
			"(https://...), a table with a question and an answer in each row (.csv) or a Word document (.docx), and writes them\n" +
			"as one article into a folder, for you to edit. It says what it took, and what it left out.",
		Example: "  backtalk import faq.html --to my-articles\n" +
			"  backtalk import https://clinic.example/faq --to my-articles\n" +
			"  backtalk import answers.csv --to my-articles --force",
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) == 0:
				return errors.New("what is to be imported? For example: backtalk import faq.html --to my-articles")
			case len(args) > 1:
				return errors.New("one file or address at a time; put quotes around a name with spaces")
			case to == "":
				return errors.New("into which folder? Add --to my-articles")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			article, err := importing.Read(cmd.Context(), importing.NewWeb(importing.Public()), args[0])
			if err != nil {
				return err
			}
			file := filepath.Join(to, article.FileName())
			if err := writeArticle(file, article.Markdown(), force); err != nil {
				return err
			}
			var said strings.Builder
			taken(&said, article)
			leftOut(&said, article)
			fmt.Fprintf(a.out, "%s", terminal.Clean(file+" is written.\n\n"+said.String()+"\n"+a.howServed(to)+"\n"))
			a.sayFound(cmd.Context(), to)
			return nil
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "folder that the article is written into; it is made if it is not there")
	cmd.Flags().BoolVar(&force, "force", false, "replace an article that is there already, with all that was changed in it")
	return cmd
}

// howServed says how an article in a folder comes to be served: by itself when the configuration names that folder already.
func (a *app) howServed(folder string) string {
	c, err := config.Load(a.configFile, a.getenv)
	if err == nil && c.Knowledge.Folder != "" {
		named, err := os.Stat(a.beside(c.Knowledge.Folder))
		if this, thisErr := os.Stat(folder); err == nil && thisErr == nil && os.SameFile(named, this) {
			return "Read it through and change what you like. " + a.configFile + " names this folder, so it is served from the next start, or reload, of \"backtalk serve\"."
		}
	}
	return "Read it through, change what you like, and serve it with --knowledge " + folder
}

// writeArticle writes an article whole or not at all, and over another one only by force.
func writeArticle(file string, text []byte, force bool) error {
	switch info, err := os.Lstat(file); {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return fmt.Errorf("nothing was written: %w", err)
	case !info.Mode().IsRegular():
		return fmt.Errorf("nothing was written: %s is there already and is no file; move it away", file)
	case !force:
		return fmt.Errorf("nothing was written: %s is there already; move it away, or replace it with --force (what you changed in it is lost then)", file)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return fmt.Errorf("nothing was written: making the folder: %w", err)
	}
	return writeFiles(newFile{file, text, 0o644})
}

// taken says what stands in an article.
func taken(w io.Writer, article *importing.Article) {
	entries, words := 0, 0
	for _, e := range article.Entries {
		words += e.Words
		if e.Heading != "" && e.Words > 0 {
			entries++
		}
	}
	fmt.Fprintf(w, "Taken: %s, %s, under the title \"%s\"\n", count(entries, "entry", "entries"), count(words, "word", "words"), article.Title)
	for _, e := range article.Entries {
		tail := ":"
		if e.Words > 0 {
			tail = " (" + count(e.Words, "word", "words") + ")"
		}
		fmt.Fprintf(w, "  %s%s%s\n", strings.Repeat("  ", max(e.Level-2, 0)), cmp.Or(e.Heading, "before the first heading"), tail)
	}
}

// leftOut says what an import left out.
func leftOut(w io.Writer, article *importing.Article) {
	var pieces, links []string
	for _, l := range article.Left {
		pieces = append(pieces, fmt.Sprintf("%s: %s (%s)", l.What, l.First, count(l.Words, "word", "words")))
	}
	for _, l := range article.Links {
		links = append(links, l.Words+": "+l.Address)
	}
	listed(w, "Left out (if an answer is among it, write it into the file by hand):", pieces)
	if n := article.Pictures; n > 0 {
		fmt.Fprintf(w, "\n%s left out; what is written in one, nobody finds.\n", count(n, "picture was", "pictures were"))
	}
	listed(w, fmt.Sprintf("Of %s only the words were taken; where an answer needs the address, write it there:", count(len(links), "link", "links")), links)
}

// listed lists lines below a heading, unless there is none.
func listed(w io.Writer, heading string, lines []string) {
	const most = 40
	if len(lines) > 0 {
		fmt.Fprintf(w, "\n%s\n", heading)
	}
	for _, line := range lines[:min(most, len(lines))] {
		fmt.Fprintf(w, "  %s\n", line)
	}
	if n := len(lines) - most; n > 0 {
		fmt.Fprintf(w, "  and %d more\n", n)
	}
}

// count is a number and what is counted.
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
