package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"backtalk/internal/fault"
)

// onlyNamed makes a command that only groups others say its help when it stands alone, and what was meant when a word follows that
// names none of them.
func onlyNamed(cmd *cobra.Command) {
	cmd.Args = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return nil
		}
		var names []string
		for _, c := range cmd.Commands() {
			if c.IsAvailableCommand() || c.IsAdditionalHelpTopicCommand() {
				names = append(names, c.Name())
			}
		}
		return fmt.Errorf("unknown command %q%s%s", args[0], fault.DidYouMean(args[0], names), listedBy(cmd, "commands"))
	}
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() }
	cmd.DisableFlagsInUseLine = true
}

// namedHelp makes "backtalk help" say what was meant by a word that names no command.
func namedHelp(root *cobra.Command) {
	root.InitDefaultHelpCmd()
	for _, help := range root.Commands() {
		if help.Name() != "help" {
			continue
		}
		help.Args = func(_ *cobra.Command, args []string) error {
			found, rest, err := root.Find(args)
			if err == nil && found.HasSubCommands() {
				return found.Args(found, rest)
			}
			return err
		}
	}
}

// wrongFlag says what was probably meant by a flag that a command does not have, or where the right use of one stands.
func wrongFlag(cmd *cobra.Command, err error) error {
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return fmt.Errorf("%w%s", err, listedBy(cmd, "flags"))
	}
	name := unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		return fmt.Errorf("unknown flag \"-%s\"%s", unknown.GetSpecifiedShortnames(), listedBy(cmd, "flags"))
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	mean := ""
	if nearest := fault.Nearest(name, names); nearest != "" {
		mean = fmt.Sprintf("; did you mean \"--%s\"?", nearest)
	}
	return fmt.Errorf("unknown flag \"--%s\"%s%s", name, mean, listedBy(cmd, "flags"))
}

// listedBy is the end of a message about a name that is none: where the right ones are listed.
func listedBy(cmd *cobra.Command, what string) string {
	help := "backtalk help"
	if cmd.HasParent() {
		help += cmd.CommandPath()[len(cmd.Root().Name()):]
	}
	return fmt.Sprintf(" (%q lists the %s)", help, what)
}
