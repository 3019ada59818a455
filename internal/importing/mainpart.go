package importing

import (
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// mainPart is the part of a pruned page that holds its content: what the page calls so when enough of its words are in
// it, else its body.
func mainPart(body *html.Node) (part *html.Node, marked bool) {
	all := weigh(body, nil)
	words := func(n *html.Node) int { return all[n].words }
	var main, article *html.Node
	articles := 0
	for n := range body.Descendants() {
		switch {
		case isElement(n, atom.Main) || n.Type == html.ElementNode && attr(n, "role") == "main":
			if main == nil || words(n) > words(main) {
				main = n
			}
		case isElement(n, atom.Article):
			if articles++; article == nil || words(n) > words(article) {
				article = n
			}
		}
	}
	switch {
	case main != nil && 10*words(main) >= 3*words(body):
		return main, true
	case article != nil && 10*words(article) >= 6*words(body):
		return article, true
	}
	return body, false
}

// leaveBeside notes what stands beside the main part.
func leaveBeside(body, part *html.Node, left *leftovers) {
	for n := part; n != body && n != nil; n = n.Parent {
		for s := range children(n.Parent) {
			if s != n {
				left.add("beside the main part", textOf(s))
			}
		}
	}
}

// linkLists takes out what is only links: menus, contents, trails of where the page stands. Where the page says which
// part is its main one, links below the first heading are an answer's own.
func (p *pruner) linkLists(part *html.Node, marked bool) {
	p.weights = weigh(part, p.heads.at)
	begun := false // a heading below the title was seen
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range children(n) {
			w := p.weights[c]
			switch {
			case c.Type == html.TextNode || p.heads.panels[c] || isElement(c, atom.Dd, atom.Details):
			case isElement(c, atom.A) && isJump(c):
				p.left.add("menu", textOf(c))
				n.RemoveChild(c)
			case p.heads.at[c] || headingLevel(c) > 0:
				begun = begun || headingLevel(c) != 1
			case w.links > 1 && 10*w.linked >= 7*w.words && !isInline(c) && onlyAnchors(c):
				p.left.add("menu", textOf(c))
				n.RemoveChild(c)
			case w.links > 0 && w.headings == 0 && !isElement(c, atom.Tr, atom.Thead, atom.Tbody) && p.isLinks(c, marked, begun):
				p.left.add("menu", textOf(c))
				n.RemoveChild(c)
			default:
				walk(c)
			}
		}
	}
	walk(part)
}

// isLinks tells whether a block is only links, and not part of an answer.
func (p *pruner) isLinks(n *html.Node, marked, begun bool) bool {
	w := p.weights[n]
	if isInline(n) || 10*w.linked < 7*w.words || w.links < 2 {
		return false
	}
	if begun && marked {
		return false
	}
	if begun {
		return w.links > 3
	}
	return w.links > 2 || isElement(n, atom.Ul, atom.Ol) || strings.ContainsAny(textOf(n), "|›»>/·")
}

// onlyAnchors tells whether a node is a table of contents: all links lead to places on the same page, and no heading is in it.
func onlyAnchors(n *html.Node) bool {
	for c := range n.Descendants() {
		if headingLevel(c) > 0 || isElement(c, atom.A) && hasAttr(c, "href") && !isPlace(attr(c, "href")) {
			return false
		}
	}
	return true
}

// isPlace tells whether an address is that of a place on the same page.
func isPlace(href string) bool { return len(href) > 1 && href[0] == '#' }

// isJump tells whether a link only moves the reader about on the page.
func isJump(n *html.Node) bool {
	return strings.Contains(attr(n, "href"), "#") && jumpWords.MatchString(textOf(n))
}

var (
	jumpWords   = regexp.MustCompile(`(?i)^\W*(skip to .{1,30}|(go |jump )?(back )?to (the )?top( of page)?|back to top|top)\W*$`)
	teaserWords = regexp.MustCompile(`(?i)^\W*(from (the|our) blog|(our |the )?(related|recent|latest|popular|more) (posts?|articles?|news|stories|reading|pages?|from .*)|` +
		`you (may|might) also (like|enjoy|be interested in).*|(read|explore|discover) (more|next)|(join|subscribe to|sign up (for|to)) (our |the )?(newsletter|mailing list|email list).*|` +
		`stay (connected|in touch|in the loop|up to date)|follow us.*|connect with us|share (this|on|with).*|leave a (comment|reply)|\d+ (comments?|replies)|` +
		`categories|archives|tags|search|quick links|useful links|recent comments)\W*$`)
)

// teasers take out what stands under headings such as "From the blog".
func (p *pruner) teasers(part *html.Node) {
	p.weights = weigh(part, p.heads.at)
	var found []*html.Node
	for n := range part.Descendants() {
		if headingLevel(n) > 0 && !p.heads.at[n] && teaserWords.MatchString(textOf(n)) {
			found = append(found, n)
		}
	}
	for _, n := range found {
		level := headingLevel(n)
		for n.Parent != part && n.Parent != nil && p.weights[n.Parent].words == p.weights[n].words {
			n = n.Parent
		}
		if n.Parent != nil {
			p.takeSection(n, level, p.weights[part].words)
		}
	}
}

// takeSection takes a heading out, with what follows up to the next one of its level. What is much of the page stays.
func (p *pruner) takeSection(from *html.Node, level, all int) {
	end, words := from.NextSibling, 0
	for end != nil && !p.headed(end, level) {
		words += p.weights[end].words
		end = end.NextSibling
	}
	if 3*words > all {
		return
	}
	var text []string
	parent := from.Parent
	for c := from; c != end; {
		next := c.NextSibling
		text = append(text, textOf(c))
		parent.RemoveChild(c)
		c = next
	}
	p.left.add("teaser", strings.Join(text, " "))
}

// headed tells whether a heading of a level, or a higher one, stands in a node, or something that reads as a heading.
func (p *pruner) headed(n *html.Node, level int) bool {
	if p.weights[n].headings == 0 {
		return false
	}
	if l := headingLevel(n); l > 0 && l <= level || p.heads.at[n] {
		return true
	}
	for c := range n.Descendants() {
		if l := headingLevel(c); l > 0 && l <= level || p.heads.at[c] {
			return true
		}
	}
	return false
}

// cookieNotices take out blocks that speak of cookies and have something to press.
func (p *pruner) cookieNotices(body *html.Node) {
	const most = 80 // words of a notice
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := range children(n) {
			w := p.weights[c]
			if c.Type != html.ElementNode || w.words == 0 || p.heads.at[c] || p.heads.panels[c] {
				continue
			}
			if !isInline(c) && w.words <= most && isCookieNotice(c) {
				p.left.add("cookie notice", textOf(c))
				n.RemoveChild(c)
				continue
			}
			walk(c)
		}
	}
	walk(body)
}

func isCookieNotice(n *html.Node) bool {
	words := strings.ToLower(textOf(n))
	if !strings.Contains(words, "use cookies") && !strings.Contains(words, "uses cookies") && !strings.Contains(words, "using cookies") {
		return false
	}
	for c := range n.Descendants() {
		if isElement(c, atom.Button, atom.A, atom.Input) || attr(c, "role") == "button" {
			press := strings.ToLower(textOf(c) + attr(c, "value"))
			for _, w := range []string{"accept", "agree", "decline", "got it", "ok", "dismiss", "allow", "reject"} {
				if strings.Contains(press, w) {
					return true
				}
			}
		}
	}
	return false
}
