/* SPDX-License-Identifier: GPL-2.0-or-later */
package dk.socialbalance.geoserver.signatures;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * What classes use of others, as lines: {@code type}, {@code method}, {@code field}, and {@code
 * override} for the methods by which they fill in what others declare.
 */
final class Uses {

  private final Set<String> lines = new TreeSet<>();
  private final String[] watched;
  private final ClassFiles declarations;

  /**
   * @param watched beginnings of internal names
   * @param declarations of the watched types; overrides are found by them
   */
  Uses(ClassFiles declarations, String... watched) {
    this.declarations = declarations;
    this.watched = watched;
  }

  Set<String> of(ClassFiles classes) {
    classes.all().values().forEach(bytes -> new ClassReader(bytes).accept(new InClass(), 0));
    return lines;
  }

  private boolean watches(String name) {
    for (String prefix : watched) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private void type(Type type) {
    if (type.getSort() == Type.ARRAY) {
      type(type.getElementType());
    } else if (type.getSort() == Type.METHOD) {
      type(type.getReturnType());
      for (Type argument : type.getArgumentTypes()) {
        type(argument);
      }
    } else if (type.getSort() == Type.OBJECT && watches(type.getInternalName())) {
      lines.add("type " + type.getInternalName());
    }
  }

  private void name(String internalName) {
    if (internalName != null) {
      type(Type.getObjectType(internalName));
    }
  }

  private void member(String kind, String owner, String name, String type) {
    name(owner);
    type(Type.getType(type));
    if (watches(owner)) {
      lines.add(kind + " " + owner + " " + name + (kind.equals("field") ? " " : "") + type);
    }
  }

  private void constant(Object value) {
    if (value instanceof Type type) {
      type(type);
    } else if (value instanceof Handle handle) {
      member(
          handle.getDesc().startsWith("(") ? "method" : "field",
          handle.getOwner(),
          handle.getName(),
          handle.getDesc());
    }
  }

  private final class InClass extends ClassVisitor {
    private String[] parents = {};

    InClass() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version, int access, String name, String generics, String parent, String[] interfaces) {
      name(parent);
      parents = new String[interfaces.length + 1];
      parents[0] = parent;
      System.arraycopy(interfaces, 0, parents, 1, interfaces.length);
      for (String each : interfaces) {
        name(each);
        if (watches(each)) {
          lines.add("implements " + each);
        }
      }
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
      type(Type.getType(type));
      return null;
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String type, String generics, Object value) {
      type(Type.getType(type));
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String type, String generics, String[] thrown) {
      type(Type.getMethodType(type));
      if (!name.startsWith("<")) {
        for (String parent : parents) {
          overrides(parent, name + type);
        }
      }
      return new InMethod();
    }

    private void overrides(String parent, String nameAndType) {
      if (watches(parent)) {
        declarations
            .find(parent)
            .ifPresent(
                declared -> {
                  if (declared.methods().containsKey(nameAndType)) {
                    lines.add("override " + parent + " " + nameAndType);
                  }
                  declared.parents().forEach(above -> overrides(above, nameAndType));
                });
      }
    }
  }

  private final class InMethod extends MethodVisitor {
    InMethod() {
      super(Opcodes.ASM9);
    }

    @Override
    public AnnotationVisitor visitAnnotation(String type, boolean visible) {
      type(Type.getType(type));
      return annotation(type);
    }

    @Override
    public AnnotationVisitor visitParameterAnnotation(int at, String type, boolean visible) {
      type(Type.getType(type));
      return annotation(type);
    }

    private AnnotationVisitor annotation(String type) {
      return new AnnotationVisitor(Opcodes.ASM9) {
        @Override
        public void visit(String name, Object value) {
          member(
              "method",
              Type.getType(type).getInternalName(),
              name,
              "()" + Type.getDescriptor(value.getClass()));
        }
      };
    }

    @Override
    public void visitTypeInsn(int code, String type) {
      name(type);
    }

    @Override
    public void visitFieldInsn(int code, String owner, String name, String type) {
      member("field", owner, name, type);
    }

    @Override
    public void visitMethodInsn(int code, String owner, String name, String type, boolean itf) {
      if (!owner.startsWith("[")) {
        member("method", owner, name, type);
      }
    }

    @Override
    public void visitInvokeDynamicInsn(String name, String type, Handle made, Object... with) {
      type(Type.getMethodType(type));
      for (Object each : with) {
        constant(each);
      }
    }

    @Override
    public void visitLdcInsn(Object value) {
      constant(value);
    }

    @Override
    public void visitMultiANewArrayInsn(String type, int dimensions) {
      type(Type.getType(type));
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
      name(type);
    }
  }
}
