package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"backtalk/internal/terminal"
	"backtalk/knowledge"
)

func (a *app) exportCommand() *cobra.Command {
	var to string
	var force bool
	cmd := &cobra.Command{
		Use:   "export --to FOLDER",
		Short: "Write the built-in articles into a folder, to be edited there",
		Long: "Writes the built-in articles into a folder, which is made if it isn't there. With --knowledge, or knowledge.folder in\n" +
			"the configuration, a section there is served in the place of the built-in one on the same subject. A file that is\n" +
			"there already is never overwritten without --force.",
		Example: "  backtalk export --to my-articles",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if to == "" {
				return errors.New("into which folder? For example: backtalk export --to my-articles")
			}
			return a.export(to, force)
		},
	}
	cmd.Flags().StringVar(&to, "to", "", "the folder")
	cmd.Flags().BoolVar(&force, "force", false, "overwrite what is there")
	return cmd
}

// export writes all articles, or none when one of them is there already.
func (a *app) export(to string, force bool) error {
	names, err := fs.Glob(knowledge.FS, "*.md")
	if err != nil {
		return err
	}
	var files []newFile
	var there []string
	for _, name := range names {
		data, err := fs.ReadFile(knowledge.FS, name)
		if err != nil {
			return err
		}
		path := filepath.Join(to, name)
		if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
			there = append(there, name)
		}
		files = append(files, newFile{path, data, 0o644})
	}
	if len(there) > 0 && !force {
		return fmt.Errorf("nothing was written: %s holds %s already; choose another folder, or overwrite with --force", to, strings.Join(there, ", "))
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return fmt.Errorf("nothing was written: making the folder: %w", err)
	}
	if err := writeFiles(files...); err != nil {
		return err
	}
	for _, f := range files {
		fmt.Fprintln(a.out, terminal.Clean("Wrote "+f.path))
	}
	fmt.Fprint(a.out, terminal.Clean("\nEdit them, then serve them with --knowledge "+to+", or with folder under knowledge in the configuration. A section of\n"+
		"yours is served in the place of the built-in one on the same subject. One that you take out is served as it was\n"+
		"built in; \"builtin: no\" under knowledge serves yours alone.\n"))
	return nil
}
