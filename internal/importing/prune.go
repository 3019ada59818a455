package importing

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pruner takes out of a page what is no content.
type pruner struct {
	heads   *heads
	left    *leftovers
	weights weights
	all     int // words of the page
}

// strip takes out what a browser does not show as text: scripts, styles, pictures. It counts them.
func strip(root *html.Node, left *leftovers) {
	pictures := 0
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := range children(n) {
			switch {
			case c.Type == html.CommentNode || c.Type == html.DoctypeNode,
				isElement(c, atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Canvas,
					atom.Video, atom.Audio, atom.Map, atom.Link, atom.Meta, atom.Noframes),
				isElement(c, atom.Svg) || c.Data == "svg":
				n.RemoveChild(c)
			case isElement(c, atom.A) && strings.HasPrefix(attr(c, "href"), "#") && !hasWord(textOf(c)): // a heading's anchor
				n.RemoveChild(c)
			case isElement(c, atom.Img, atom.Picture):
				pictures++
				n.RemoveChild(c)
			default:
				walk(c)
			}
		}
	}
	walk(root)
	left.pictures += pictures
}

// prune takes out menus, headers, footers and the like. inMain tells that n stands in the page's main part, inPanel that
// it stands in an answer or in a heading.
func (p *pruner) prune(n *html.Node, inMain, inPanel bool) {
	inMain = inMain || isElement(n, atom.Main, atom.Article) || attr(n, "role") == "main"
	inPanel = inPanel || p.heads.panels[n] || isElement(n, atom.Details, atom.Dd) || p.heads.at[n] || headingLevel(n) > 0
	for c := range children(n) {
		if c.Type != html.ElementNode {
			continue
		}
		if what := p.verdict(c, inMain, inPanel); what != "" {
			p.left.add(what, textOf(c))
			n.RemoveChild(c)
			continue
		}
		p.prune(c, inMain, inPanel)
	}
}

// verdict says what an element is when it is no content, else "".
func (p *pruner) verdict(n *html.Node, inMain, inPanel bool) string {
	w := p.weights[n]
	most := 2*w.words > p.all // the page is in it
	switch role := attr(n, "role"); {
	case p.heads.at[n] || isElement(n, atom.Body, atom.Main):
		return ""
	case p.heads.panels[n] && !p.named(n, "cookie"):
		return ""
	case isElement(n, atom.Nav), role == "navigation", role == "menu", role == "menubar":
		if w.headings > 0 && p.hasHeads(n) {
			return ""
		}
		return "menu"
	case isElement(n, atom.Footer), role == "contentinfo":
		return "footer"
	case isElement(n, atom.Dialog), role == "dialog", role == "alertdialog":
		if p.named(n, "cookie") {
			return "cookie notice"
		}
		return "pop-up"
	case isElement(n, atom.Select, atom.Textarea, atom.Input, atom.Option):
		return "form"
	case isElement(n, atom.Button), role == "button" && !inPanel && w.words < 6:
		if w.headings > 0 {
			return ""
		}
		return "button"
	case isElement(n, atom.S, atom.Strike, atom.Del):
		return "struck-out text"
	case isElement(n, atom.I, atom.Span) && (attr(n, "aria-hidden") == "true" || hasName(n, "icon", "icons")) && w.words < 4:
		return "sign"
	case isElement(n, atom.Form), role == "search":
		if most || w.headings > 2 {
			return "" // some programs put the whole page into one
		}
		return p.form(n)
	case inPanel:
		return ""
	case isElement(n, atom.Header), role == "banner":
		if inMain || most {
			return ""
		}
		return "header"
	case isElement(n, atom.Aside), role == "complementary":
		if inMain && 2*w.linked < w.words && p.name(n) == "" {
			return ""
		}
		return "sidebar"
	case p.hidden(n):
		return "hidden text"
	}
	if most || isElement(n, atom.Article) {
		return ""
	}
	return p.byName(n)
}

// form tells what a form is for.
func (p *pruner) form(n *html.Node) string {
	if words := strings.ToLower(textOf(n)); strings.Contains(words, "subscri") || strings.Contains(words, "newsletter") {
		return "newsletter form"
	}
	return "form"
}

// hidden tells whether a browser does not show an element before anything is pressed. What a head opens is a panel, and
// not meant.
func (p *pruner) hidden(n *html.Node) bool {
	style := strings.ToLower(strings.ReplaceAll(attr(n, "style"), " ", ""))
	if !hasAttr(n, "hidden") && !strings.Contains(style, "display:none") && !strings.Contains(style, "visibility:hidden") {
		return false
	}
	return !p.named(n, "panel") && !p.hasHeads(n)
}

// hasHeads tells whether heads stand under an element.
func (p *pruner) hasHeads(n *html.Node) bool {
	if p.weights[n].headings == 0 {
		return false
	}
	for c := range n.Descendants() {
		if p.heads.at[c] {
			return true
		}
	}
	return false
}

// byName goes by the class and the id that the page's author gave an element.
func (p *pruner) byName(n *html.Node) string {
	what := p.name(n)
	w := p.weights[n]
	switch what {
	case "", "cookie notice":
		return what
	case "menu":
		if 2*w.linked < w.words { // such as one of treatments
			return ""
		}
	}
	if p.hasHeads(n) || p.holdsMain(n) {
		return ""
	}
	return what
}

// holdsMain tells whether the page's main part or its title stands in an element.
func (p *pruner) holdsMain(n *html.Node) bool {
	for c := range n.Descendants() {
		if isElement(c, atom.Main, atom.Article, atom.H1) && !hasName(n, "logo", "branding") {
			return true
		}
	}
	return false
}

// name says what an element is by its class and id.
func (p *pruner) name(n *html.Node) string {
	kinds := names()
	for token, words := range nameTokens(n) {
		for _, k := range kinds {
			if slices.Contains(k.tokens, token) || slices.ContainsFunc(words, func(w string) bool { return slices.Contains(k.words, w) }) {
				return k.what
			}
		}
	}
	return ""
}

// named tells whether a class or the id is of a kind; "panel" are those that accordions use for what they open.
func (p *pruner) named(n *html.Node, kind string) bool {
	if kind == "cookie" {
		return p.name(n) == "cookie notice"
	}
	return hasName(n, "panel", "accordion", "answer", "collapse", "collapsible", "toggle", "tab", "faq")
}

// kindName says by which names authors call what is no content: words that are part of a class, and whole classes.
type kindName struct {
	what          string
	words, tokens []string
}

func names() []kindName {
	return []kindName{
		{"cookie notice", []string{"cookie", "cookies", "consent", "gdpr", "ccpa", "onetrust", "cookiebot"}, nil},
		{"newsletter form", []string{"newsletter", "subscribe", "mailchimp", "klaviyo", "optin"}, []string{"mc-embed-signup"}},
		{"skip link", nil, []string{"skip-link", "skip", "sr-only", "screen-reader-text", "visually-hidden", "visuallyhidden"}},
		{"share links", []string{"share", "sharing", "sharedaddy", "addtoany", "addthis", "social", "socials"}, nil},
		{"comments", []string{"disqus"}, []string{"comments", "comment-list", "comments-area", "respond", "comment-respond"}},
		{"teaser", []string{"related", "teaser", "teasers", "recommended", "blogroll"}, []string{"recent-posts", "latest-posts", "read-more", "read-next"}},
		{"menu", []string{"nav", "navbar", "navigation", "menu", "submenu", "breadcrumb", "breadcrumbs", "pagination", "pager", "toc", "sitemap"},
			[]string{"post-navigation", "table-of-contents"}},
		{"sidebar", []string{"sidebar"}, []string{"widget-area", "widgets", "secondary"}},
		{"footer", []string{"footer", "subfooter", "colophon", "copyright"}, nil},
		{"header", []string{"masthead", "topbar", "announcement", "branding", "logo"},
			[]string{"header", "site-header", "main-header", "top-bar", "banner"}},
		{"date and author", []string{"byline"}, []string{"entry-meta", "post-meta", "posted-on", "author-box", "author-bio"}},
		{"pop-up", []string{"popup", "modal", "lightbox", "offcanvas"}, nil},
		{"advertisement", []string{"adsbygoogle", "advertisement", "sponsored"}, []string{"ad", "ads"}},
	}
}
