package config

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// secrets reports keys and values that look like secrets, wherever they stand.
func (r *reader) secrets(path string, n ast.Node) {
	switch n := n.(type) {
	case *ast.MappingNode:
		for _, v := range n.Values {
			r.secrets(path, v)
		}
	case *ast.MappingValueNode:
		under := join(path, nameOf(n.Key))
		if looksSecret(nameOf(n.Key)) || looksToken(under) {
			r.secret(lineOf(n.Key), under)
			return
		}
		r.secrets(under, n.Value)
	case *ast.SequenceNode:
		for _, v := range n.Values {
			r.secrets(path, v)
		}
	case *ast.AnchorNode:
		r.secrets(path, n.Value)
	case *ast.TagNode:
		r.secrets(path, n.Value)
	case *ast.StringNode:
		if looksToken(n.Value) {
			r.secret(lineOf(n), path)
		}
	case *ast.LiteralNode:
		if looksToken(n.Value.Value) {
			r.secret(lineOf(n), path)
		}
	}
}

// secret reports one and names the variable that it belongs into.
func (r *reader) secret(line int, path string) {
	names := variables(path)
	set := slices.DeleteFunc(slices.Clone(names), func(name string) bool { return r.getenv(name) == "" && r.getenv(name+"_FILE") == "" })
	if len(set) == len(names) {
		r.fault(line, "%s: secrets do not belong in this file; %s is set already, so take the line out", masked(path), strings.Join(set, " and "))
		return
	}
	r.fault(line, "%s: secrets do not belong in this file; take the line out and set %s in the environment instead (or the same name with _FILE at its end, to read it from a file)",
		masked(path), strings.Join(names, " or "))
}

// variables are the environment variables for the secret that stands at path.
func variables(path string) []string {
	const discord, slackApp, slackBot = "BACKTALK_DISCORD_TOKEN", "BACKTALK_SLACK_APP_TOKEN", "BACKTALK_SLACK_BOT_TOKEN"
	path = strings.ToLower(path)
	switch {
	case strings.Contains(path, "discord"):
		return []string{discord}
	case strings.Contains(path, "app") && !strings.Contains(path, "bot"):
		return []string{slackApp}
	case strings.Contains(path, "slack") && strings.Contains(path, "bot"):
		return []string{slackBot}
	case strings.Contains(path, "slack"):
		return []string{slackApp, slackBot}
	}
	return []string{discord, slackApp, slackBot}
}

// looksSecret tells whether a key of this name would hold a secret.
func looksSecret(name string) bool {
	plain := strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(name))
	return slices.ContainsFunc([]string{"token", "secret", "password", "passwd", "apikey", "privatekey", "signingkey", "credential"},
		func(word string) bool { return strings.Contains(plain, word) })
}

// looksToken tells whether text has the shape of a Slack or Discord token.
func looksToken(text string) bool {
	return regexp.MustCompile(`(?i)\bxox[a-z]-|\bxapp-|[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}`).MatchString(text)
}

// masked is a key as a fault shows it: short, quoted when it is odd, and never a token.
func masked(path string) string {
	if looksToken(path) {
		return "a key that looks like a token"
	}
	if len(path) > 80 {
		path = strings.ToValidUTF8(path[:80], "") + "..."
	}
	if regexp.MustCompile(`^[\w.-]+$`).MatchString(path) {
		return path
	}
	return fmt.Sprintf("%q", path)
}
