/**
 * Contact addresses of the service: XEP-0157 version 1.1.1, the same for all virtual hosts. Values of every kind have to be URIs,
 * which the XEP demands for one kind and recommends for the others.
 */
@NullMarked
package im.regent.im.contact;

import org.jspecify.annotations.NullMarked;
