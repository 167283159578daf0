"""Domains below which anybody can have a name: what lies below one belongs to somebody else than the domain itself.

The part of the public suffix list (publicsuffix.org, its private section) on which small companies have their websites:
makers of websites and blogs, free hosts, and names that follow a changing address. What is missing here is taken for an
ordinary domain, whose sub-domains belong to its owner.
"""

from typing import Final

LENDERS: Final = frozenset(
    # Blogs and makers of websites.
    "wordpress.com blogspot.com blogspot.de blogspot.at blogspot.ch blogger.com tumblr.com substack.com medium.com ghost.io"
    " wixsite.com wixstudio.com editorx.io weebly.com weeblysite.com square.site squarespace.com webflow.io framer.app"
    " framer.website framer.wiki carrd.co strikingly.com mystrikingly.com godaddysites.com jimdosite.com jimdofree.com"
    " jimdo.com beepworld.de webnode.com webnode.at webnode.ch webnode.page cms.webnode.com yolasite.com ucoz.com ukit.me"
    " tilda.ws readymag.site notion.site super.site typedream.app myportfolio.com mywebsite-editor.com website-editor.net"
    " multiscreensite.com business.site sites.google.com hubspotpagebuilder.com hubspotpagebuilder.eu hs-sites.com"
    " hs-sites-eu1.com unbouncepages.com livejournal.com over-blog.com canalblog.com skyrock.com eklablog.com hatenablog.com"
    " typepad.com blog.de blogger.de twoday.net homepage-baukasten.de de.tl page.tl npage.de hpage.com oyla.de zyrosite.com"
    " hostingersite.com durablesites.com onepage.website site123.me simdif.com simplesite.com 123website.de webador.de"
    " webador.at webador.com chayns.site"
    # Shops.
    " myshopify.com bigcartel.com mybigcommerce.com company.site ecwid.com shopware.store gambiocloud.com dawandastore.com"
    # Programs, pages and files.
    " github.io githubusercontent.com gitlab.io codeberg.page bitbucket.io netlify.app netlify.com vercel.app now.sh pages.dev"
    " workers.dev web.app firebaseapp.com appspot.com run.app herokuapp.com onrender.com render.com fly.dev surge.sh"
    " azurewebsites.net azurestaticapps.net cloudapp.net cloudfront.net s3.amazonaws.com elasticbeanstalk.com amplifyapp.com"
    " ondigitalocean.app deno.dev glitch.me repl.co replit.app lovable.app bolt.host base44.app streamlit.app readthedocs.io"
    # Hosts whose customers get a name first and a domain later, and free ones.
    " kasserver.com bplaced.net bplaced.com lima-city.de lima-city.at lima-city.ch square7.ch square7.net square7.de"
    " 000webhostapp.com infinityfreeapp.com epizy.com rf.gd byethost.com freehostia.com awardspace.com atspace.com x10.mx"
    " altervista.org free.fr pagesperso-orange.fr home.pl cba.pl strato-hosting.eu stratoserver.net rapidsite.de"
    " online-server.cloud online.de goneo.de your-server.de host-ed.me hosting-test.net sslsites.de wpengine.com"
    " wpenginepowered.com kinsta.cloud pantheonsite.io platformsh.site cloudwaysapps.com myftpupload.com wpcomstaging.com"
    " mybluehost.me temp.domains sg-host.com instawp.xyz tempurl.host preview-domain.com"
    # Names that follow a changing address.
    " dyndns.org dyn-o-saur.com no-ip.org no-ip.com ddns.net hopto.org spdns.de selfhost.de dnshome.de myfritz.net duckdns.org"
    " synology.me myqnapcloud.com goip.de eu.org co.de com.de de.com eu.com gb.net uk.com us.com co.nl".split()
)
