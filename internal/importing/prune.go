package importing

import (
	"cmp"
	"regexp"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// strip takes out what a browser does not show as text, and what is struck out. It counts pictures.
func (a *Article) strip(n *html.Node) {
	for _, c := range children(n) {
		switch {
		case c.Type == html.CommentNode || c.Type == html.DoctypeNode || c.Data == "svg",
			isElement(c, atom.Head, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Embed, atom.Canvas,
				atom.Video, atom.Audio, atom.Map, atom.Link, atom.Meta, atom.Noframes),
			isElement(c, atom.A) && strings.HasPrefix(attr(c, "href"), "#") && !hasWord(textOf(c)): // a heading's anchor
			n.RemoveChild(c)
		case isElement(c, atom.S, atom.Strike, atom.Del):
			a.leave("struck-out text", textOf(c))
			n.RemoveChild(c)
		case isElement(c, atom.Img, atom.Picture):
			a.Pictures++
			n.RemoveChild(c)
		default:
			a.strip(c)
		}
	}
}

// pruner takes menus, headers, footers and the like out of a page.
type pruner struct {
	article *Article
	weights map[*html.Node]weight
	names   map[string]string // what an element is that is called so, by its tag, its role, a class ("=" before a whole one)
	all     int               // words of the page
	begun   bool              // a heading below the title was seen
}

func (a *Article) prune(body *html.Node) {
	p := &pruner{article: a, weights: weigh(body), names: names()}
	p.all = p.weights[body].words
	p.walk(body, false, false)
}

// walk takes out what is no content. inMain tells that n stands in the page's main part, inPanel that it stands in an
// answer or in a heading.
func (p *pruner) walk(n *html.Node, inMain, inPanel bool) {
	inMain = inMain || isMain(n) || isElement(n, atom.Article)
	inPanel = inPanel || headingLevel(n) > 0 || isElement(n, atom.Dt, atom.Dd)
	for _, c := range children(n) {
		if c.Type != html.ElementNode {
			continue
		}
		if what := p.verdict(c, inMain, inPanel); what != "" {
			p.article.leave(what, textOf(c))
			n.RemoveChild(c)
			continue
		}
		p.begun = p.begun || headingLevel(c) > 1 || isElement(c, atom.Dt)
		p.walk(c, inMain, inPanel)
	}
}

// verdict says what an element is when it is no content, else "".
func (p *pruner) verdict(n *html.Node, inMain, inPanel bool) string {
	const notice = 80 // words, at most
	w := p.weights[n]
	most := 2*w.words > p.all // the page is in it
	named := p.named(n)
	what := cmp.Or(p.names["<"+n.Data], p.names["<"+attr(n, "role")])
	opens := w.headings > 0 && p.holdsContent(n, atom.Summary, atom.Dt)
	switch {
	case isElement(n, atom.Summary, atom.Dt, atom.Dd, atom.Main):
		return ""
	case !isInline(n) && w.words <= notice && isCookieNotice(n):
		return "cookie notice"
	case named == "cookie notice" && (what == "pop-up" || !inPanel && !most):
		return named
	case what == "menu" && !opens,
		what == "pop-up", what == "footer", what == "field",
		what == "button" && w.headings == 0 && (isElement(n, atom.Button) || !inPanel && w.words < 6),
		what == "form" && !most && w.headings < 3, // some programs put the whole page into one
		what == "header" && !inPanel && !inMain && !most,
		what == "sidebar" && !inPanel && (!inMain || 2*w.linked >= w.words || named != ""):
		return what
	case isElement(n, atom.I, atom.Span) && (attr(n, "aria-hidden") == "true" || hasName(n, "icon", "icons")) && w.words < 4:
		return "sign"
	case inPanel:
		return ""
	case isHidden(n) && !hasName(n, "panel", "accordion", "answer", "collapse", "collapsible", "toggle", "tab", "faq") && !opens:
		return "hidden text"
	case !most && !opens && !isElement(n, atom.Article) && !p.holdsContent(n, atom.Main, atom.Article, atom.H1) &&
		named != "" && !(named == "menu" && 2*w.linked < w.words): // such as one of treatments
		return named
	case p.isLinks(n, inMain), isElement(n, atom.A) && strings.Contains(attr(n, "href"), "#") && jumpWords.MatchString(textOf(n)):
		return "menu"
	}
	return ""
}

func isHidden(n *html.Node) bool {
	style := strings.ToLower(strings.ReplaceAll(attr(n, "style"), " ", ""))
	return hasAttr(n, "hidden") || strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

// holdsContent tells whether one of the elements stands under another; the name of the site counts as none.
func (p *pruner) holdsContent(n *html.Node, kinds ...atom.Atom) bool {
	return under(n, func(c *html.Node) bool { return isElement(c, kinds...) && !hasName(c, "logo", "branding") }) != nil
}

// isLinks tells whether a block is only links: a menu, a table of contents, a trail of where the page stands. Where the page
// says which part is its main one, links below the first heading are an answer's own.
func (p *pruner) isLinks(n *html.Node, inMain bool) bool {
	w := p.weights[n]
	if w.links < 2 || 10*w.linked < 7*w.words || isInline(n) || isElement(n, atom.Tr, atom.Thead, atom.Tbody) || p.holdsContent(n, atom.Summary) {
		return false
	}
	away := under(n, func(c *html.Node) bool {
		return headingLevel(c) > 0 || isElement(c, atom.A) && hasAttr(c, "href") && !strings.HasPrefix(attr(c, "href"), "#")
	})
	switch {
	case away == nil:
		return true
	case w.headings > 0:
		return false
	case p.begun:
		return !inMain && w.links > 3
	}
	return w.links > 2 || isElement(n, atom.Ul, atom.Ol) || strings.ContainsAny(textOf(n), "|›»>/·")
}

var (
	jumpWords   = regexp.MustCompile(`(?i)^\W*(skip to .{1,30}|(go |jump )?(back )?to (the )?top( of page)?|top)\W*$`)
	cookieWords = regexp.MustCompile(`(?i)\b(use|uses|using) cookies\b`)
	pressWords  = regexp.MustCompile(`(?i)accept|agree|decline|got it|ok|dismiss|allow|reject`)
)

// isCookieNotice tells whether a block speaks of cookies and has something to press.
func isCookieNotice(n *html.Node) bool {
	return cookieWords.MatchString(textOf(n)) && under(n, func(c *html.Node) bool {
		return (isElement(c, atom.Button, atom.A, atom.Input) || attr(c, "role") == "button") && pressWords.MatchString(textOf(c)+attr(c, "value"))
	}) != nil
}

// named says what an element is by its class and id.
func (p *pruner) named(n *html.Node) string {
	for _, class := range classes(n) {
		for _, name := range append([]string{"=" + class}, strings.Split(class, "-")...) {
			if what := p.names[name]; what != "" {
				return what
			}
		}
	}
	return ""
}

// names are the names that authors give to what is no content: words of a class or an id, whole ones after "=", and tags
// and roles after "<".
func names() map[string]string {
	out := map[string]string{}
	for what, names := range map[string]string{
		"cookie notice":   "cookie cookies consent gdpr ccpa onetrust cookiebot",
		"newsletter form": "newsletter subscribe mailchimp klaviyo optin =mc-embed-signup",
		"skip link":       "=skip-link =skip =sr-only =screen-reader-text =visually-hidden =visuallyhidden",
		"share links":     "share sharing sharedaddy addtoany addthis social socials",
		"comments":        "disqus =comments =comment-list =comments-area =respond =comment-respond",
		"teaser":          "related teaser teasers recommended blogroll =recent-posts =latest-posts =read-more =read-next",
		"menu":            "nav navbar navigation menu submenu breadcrumb breadcrumbs pagination pager toc sitemap =table-of-contents <nav <navigation <menu <menubar",
		"sidebar":         "sidebar =widget-area =widgets =secondary <aside <complementary",
		"footer":          "footer subfooter colophon copyright <footer <contentinfo",
		"header":          "masthead topbar announcement branding logo =header =site-header =main-header =top-bar =banner <header <banner",
		"date and author": "byline =entry-meta =post-meta =posted-on =author-box =author-bio",
		"pop-up":          "popup modal lightbox offcanvas <dialog <alertdialog",
		"advertisement":   "adsbygoogle advertisement sponsored =ad =ads",
		"form":            "<form <search",
		"field":           "<select <textarea <input <option",
		"button":          "<button",
	} {
		for name := range strings.FieldsSeq(names) {
			out[name] = what
		}
	}
	return out
}
